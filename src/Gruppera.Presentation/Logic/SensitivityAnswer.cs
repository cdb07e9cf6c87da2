using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Sensitivity;

namespace Gruppera.Presentation.Logic;

/// <summary>What a file's sensitivity came to, by code and unit.</summary>
/// <param name="Summary">Counts.</param>
/// <param name="Raising">Codes that contacts depend on, the most weight at stake first; without a list, the most contacts.</param>
/// <param name="Lowering">Codes that lower the weight of contacts that have them.</param>
/// <param name="Weights">Name of the weight list, or null.</param>
public sealed record SensitivityAnswer(
    SensitivitySummary Summary, ImmutableArray<SensitivityAnswer.Row> Raising, ImmutableArray<SensitivityAnswer.Row> Lowering,
    string? Weights)
{
    private const int Shown = 20;

    /// <summary>Writes codes and units.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="index">The set whose texts are shown beside codes; null for none.</param>
    public Document Document(Voice voice, DefinitionIndex? index = null)
    {
        var total = Summary.Total;
        var document = new Document().Heading(voice.Say("Contacts that depend on a single code"), 1)
            .Line(voice.Say(
                $"{Voice.Number(total.Hanging):hanging} of {Voice.Number(total.Contacts):contacts} contacts " +
                $"({voice.Percent(total.Hanging, total.Contacts):share}) get another group, with the same return code, without one " +
                $"procedure or secondary diagnosis."));
        if (Summary.Unreadable > 0)
            document.Line(voice.Say(CountWords.Unreadable(Summary.Unreadable)));
        if (Summary.Marks > 0)
            document.Line(voice.Say(CountWords.Marks(Summary.Marks)));
        if (Weights is not null)
            document.Line(voice.Say($"Weight at stake: {voice.Decimal(total.AtStake):atStake} by {Weights}."));
        Table(voice, document, voice.Say("Codes"), Raising, index);
        Table(voice, document, voice.Say(Titles.LoweringCodes), Lowering, index);
        if (Summary.ByUnit.Count > 0)
        {
            document.Heading(voice.Say("Units")).Table(
                [voice.Say("contacts"), voice.Say("dependent"), voice.Say("share"), voice.Say("weight"), voice.Say("unit")],
                Summary.ByUnit.Select(unit => new[]
                {
                    Voice.Number(unit.Value.Contacts), Voice.Number(unit.Value.Hanging),
                    voice.Percent(unit.Value.Hanging, unit.Value.Contacts),
                    Weights is null ? "-" : voice.Decimal(unit.Value.AtStake), unit.Key,
                }),
                0, 1, 2, 3);
        }

        return document;
    }

    private void Table(Voice voice, Document document, string heading, ImmutableArray<Row> rows, DefinitionIndex? index)
    {
        if (rows.IsEmpty)
            return;
        document.Heading(heading).Table(
            [voice.Say("contacts"), voice.Say("weight"), voice.Say("code"), voice.Say("most often"), "text"],
            rows.Take(Shown).Select(row => new[]
            {
                Voice.Number(row.Contacts), Weights is null ? "-" : voice.Decimal(row.AtStake),
                CodeNotation.Written(row.Code, row.IsProcedure),
                $"{row.Without} -> {row.Drg} ({Voice.Number(row.MoveContacts)})",
                index is null ? "" : CodeTexts.Of(index, row.Code, row.IsProcedure).In(voice.Language),
            }),
            0, 1);
        if (rows.Length > Shown)
            document.Line(voice.Say($"... and {rows.Length - Shown:rows} more (--format json)"));
    }

    /// <summary>A code that contacts depend on.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="IsProcedure">True for a procedure.</param>
    /// <param name="Contacts">Contacts that depend on it.</param>
    /// <param name="AtStake">Weight at stake, summed.</param>
    /// <param name="Drg">Group of the most frequent move.</param>
    /// <param name="Without">Group without the code in that move.</param>
    /// <param name="MoveContacts">Contacts of that move.</param>
    public sealed record Row(string Code, bool IsProcedure, long Contacts, double AtStake, string Drg, string Without, long MoveContacts);

    /// <summary>Counts as the rows pass. Not thread-safe.</summary>
    public sealed class Maker
    {
        private readonly Dictionary<(
            string Code, bool IsProcedure, bool Lowers), Dictionary<(string, string), (long Contacts, double AtStake)>> _moves = [];

        /// <summary>Counts a contact that depends on a code.</summary>
        public void Add(Hanging hanging)
        {
            var key = (hanging.Code, hanging.IsProcedure, hanging.AtStake < 0);
            if (!_moves.TryGetValue(key, out var moves))
                _moves.Add(key, moves = []);
            var (contacts, atStake) = moves.GetValueOrDefault((hanging.Drg, hanging.Without));
            moves[(hanging.Drg, hanging.Without)] = (contacts + 1, atStake + (hanging.AtStake ?? 0));
        }

        /// <summary>The answer, once all rows have passed.</summary>
        /// <param name="summary">Counts of the run.</param>
        /// <param name="list">The list that weights at stake are by, or null.</param>
        public SensitivityAnswer Make(SensitivitySummary summary, WeightList? list) =>
            new(summary, Rows(lowers: false), Rows(lowers: true), list?.Name);

        private ImmutableArray<Row> Rows(bool lowers) =>
        [
            .. _moves.Where(code => code.Key.Lowers == lowers).Select(code =>
            {
                var (move, most) = code.Value.OrderByDescending(move => move.Value.Contacts).ThenBy(move => move.Key).First();
                return new Row(
                    code.Key.Code, code.Key.IsProcedure, code.Value.Values.Sum(value => value.Contacts),
                    code.Value.Values.Sum(value => value.AtStake), move.Item1, move.Item2, most.Contacts);
            }).OrderByDescending(row => Math.Abs(row.AtStake)).ThenByDescending(row => row.Contacts)
                .ThenBy(row => row.Code, StringComparer.Ordinal),
        ];
    }
}
