using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Audit;

namespace Gruppera.Cli.Output;

/// <summary>What a file's sensitivity came to, by code and unit.</summary>
/// <param name="Summary">Counts.</param>
/// <param name="Raising">Codes that contacts hang on, the most weight at stake first; without a list, the most contacts.</param>
/// <param name="Lowering">Codes that lower the weight of contacts that have them.</param>
/// <param name="Weights">Name of the weight list, or null.</param>
internal sealed record SensitivityAnswer(
    SensitivitySummary Summary, ImmutableArray<SensitivityAnswer.Row> Raising, ImmutableArray<SensitivityAnswer.Row> Lowering, string? Weights)
{
    private const int Shown = 20;

    internal Document Document(Session session)
    {
        var total = Summary.Total;
        var document = new Document().Heading(session.Say("Contacts that hang on one single code", "Vårdkontakter som hänger på en enda kod"), 1)
            .Line(session.Say(
                $"{Session.Number(total.Hanging)} of {Session.Number(total.Contacts)} contacts ({session.Percent(total.Hanging, total.Contacts)}) get another group, with the same return code, without one procedure or secondary diagnosis.",
                $"{Session.Number(total.Hanging)} av {Session.Number(total.Contacts)} vårdkontakter ({session.Percent(total.Hanging, total.Contacts)}) får en annan grupp, med samma returkod, utan en åtgärd eller bidiagnos."));
        if (Summary.Unreadable > 0)
            document.Line(session.Say($"{Session.Number(Summary.Unreadable)} rows could not be read.", $"{Session.Number(Summary.Unreadable)} rader gick inte att läsa."));
        if (Weights is not null)
            document.Line(session.Say($"Weight at stake: {session.Decimal(total.AtStake)} by {Weights}.", $"Vikt som står på spel: {session.Decimal(total.AtStake)} enligt {Weights}."));
        Table(session, document, session.Say("Codes", "Koder"), Raising);
        Table(session, document, session.Say("Codes that lower the weight", "Koder som sänker vikten"), Lowering);
        if (Summary.ByUnit.Count > 0)
        {
            document.Heading(session.Say("Units", "Enheter")).Table(
                [session.Say("contacts", "kontakter"), session.Say("hang", "hänger"), session.Say("share", "andel"), session.Say("weight", "vikt"), session.Say("unit", "enhet")],
                Summary.ByUnit.Select(unit => new[]
                {
                    Session.Number(unit.Value.Contacts), Session.Number(unit.Value.Hanging), session.Percent(unit.Value.Hanging, unit.Value.Contacts),
                    Weights is null ? "-" : session.Decimal(unit.Value.AtStake), unit.Key,
                }),
                0, 1, 2, 3);
        }

        return document;
    }

    private void Table(Session session, Document document, string heading, ImmutableArray<Row> rows)
    {
        if (rows.IsEmpty)
            return;
        document.Heading(heading).Table(
            [session.Say("contacts", "kontakter"), session.Say("weight", "vikt"), session.Say("code", "kod"), session.Say("most often", "oftast")],
            rows.Take(Shown).Select(row => new[] { Session.Number(row.Contacts), Weights is null ? "-" : session.Decimal(row.AtStake), row.Code, $"{row.Without} -> {row.Drg} ({Session.Number(row.MoveContacts)})" }),
            0, 1);
        if (rows.Length > Shown)
            document.Line(session.Say($"... and {rows.Length - Shown} more: --format json", $"... och {rows.Length - Shown} till: --format json"));
    }

    /// <summary>A code that contacts hang on.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="IsProcedure">True for a procedure.</param>
    /// <param name="Contacts">Contacts that hang on it.</param>
    /// <param name="AtStake">Weight at stake, summed.</param>
    /// <param name="Drg">Group of the most frequent move.</param>
    /// <param name="Without">Group without the code in that move.</param>
    /// <param name="MoveContacts">Contacts of that move.</param>
    internal sealed record Row(string Code, bool IsProcedure, long Contacts, double AtStake, string Drg, string Without, long MoveContacts);

    /// <summary>Counts as the rows pass.</summary>
    internal sealed class Maker
    {
        private readonly Dictionary<(string Code, bool IsProcedure, bool Lowers), Dictionary<(string, string), (long Contacts, double AtStake)>> _moves = [];

        internal void Add(Hanging hanging)
        {
            var key = (hanging.Code, hanging.IsProcedure, hanging.AtStake < 0);
            if (!_moves.TryGetValue(key, out var moves))
                _moves.Add(key, moves = []);
            var (contacts, atStake) = moves.GetValueOrDefault((hanging.Drg, hanging.Without));
            moves[(hanging.Drg, hanging.Without)] = (contacts + 1, atStake + (hanging.AtStake ?? 0));
        }

        internal SensitivityAnswer Make(SensitivitySummary summary, WeightList? list) => new(summary, Rows(lowers: false), Rows(lowers: true), list?.Name);

        private ImmutableArray<Row> Rows(bool lowers) =>
        [
            .. _moves.Where(code => code.Key.Lowers == lowers).Select(code =>
            {
                var (move, most) = code.Value.OrderByDescending(move => move.Value.Contacts).ThenBy(move => move.Key).First();
                return new Row(code.Key.Code, code.Key.IsProcedure, code.Value.Values.Sum(value => value.Contacts), code.Value.Values.Sum(value => value.AtStake), move.Item1, move.Item2, most.Contacts);
            }).OrderByDescending(row => Math.Abs(row.AtStake)).ThenByDescending(row => row.Contacts).ThenBy(row => row.Code, StringComparer.Ordinal),
        ];
    }
}
