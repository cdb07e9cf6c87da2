using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Sensitivity;

namespace Gruppera.Presentation.Logic;

/// <summary>Codes that lower the weight, by code and by pair of rules. Not thread-safe.</summary>
public sealed class MonotonicityAnswer
{
    private const int Shown = 20;
    private readonly Dictionary<(string Code, bool IsProcedure), (long Contacts, double Lost)> _codes = [];
    private readonly Dictionary<(
        string Rule, string Drg, string RuleWithout, string Without),
        (HashSet<(string Code, bool IsProcedure)> Codes, long Contacts, double Lost)> _pairs = [];
    private readonly Dictionary<(string Rule, string RuleWithout), List<(CareContact, double)>> _contacts = [];
    private readonly HashSet<long> _rows = [];
    private SensitivitySummary _summary = new();

    /// <summary>Rows that could not be read.</summary>
    public long Unreadable => _summary.Unreadable;

    /// <summary>Counts a contact that weighs more without one of its codes; its weight at stake must be known.</summary>
    public void Add(Hanging found)
    {
        _rows.Add(found.Row);
        var code = _codes.GetValueOrDefault((found.Code, found.IsProcedure));
        _codes[(found.Code, found.IsProcedure)] = (code.Contacts + 1, code.Lost - found.AtStake!.Value);
        var key = (found.Rule, found.Drg, found.RuleWithout, found.Without);
        var pair = _pairs.TryGetValue(key, out var known) ? known : ([], 0, 0);
        pair.Codes.Add((found.Code, found.IsProcedure));
        _pairs[key] = (pair.Codes, pair.Contacts + 1, pair.Lost - found.AtStake.Value);
        if (WeightOf?.Invoke(found.Without) is not { } weight)
            return;
        if (!_contacts.TryGetValue((found.Rule, found.RuleWithout), out var contacts))
            _contacts.Add((found.Rule, found.RuleWithout), contacts = []);
        if (contacts.Count < MendSearch.MostTried)
            contacts.Add((found.Contact, weight));
    }

    /// <summary>Weight of a group, with which contacts of each pair of rules are kept for <see cref="Worst"/>; null to keep none.</summary>
    public Func<string, double?>? WeightOf { get; init; }

    /// <summary>What would mend the worst pairs of rules, once it was looked for.</summary>
    public IReadOnlyList<Mend> Mends { get; set; } = [];

    /// <summary>The pairs of rules that lose most weight, with contacts of each.</summary>
    /// <param name="top">How many.</param>
    public IEnumerable<(string Rule, string RuleWithout, IReadOnlyCollection<(CareContact Contact, double WeightWithout)> Contacts)> Worst(
        int top) => Pairs().Where(pair => _contacts.ContainsKey((pair.Rule, pair.RuleWithout))).Take(top)
        .Select(pair => (
            pair.Rule, pair.RuleWithout,
            (IReadOnlyCollection<(CareContact, double)>)_contacts[(pair.Rule, pair.RuleWithout)]));

    /// <summary>Takes the counts of the run, once it is over.</summary>
    public void Take(SensitivitySummary summary) => _summary = summary;

    /// <summary>Writes codes and pairs of rules.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="isComplete">True for whole tables; otherwise the first rows of each.</param>
    /// <param name="index">The set whose texts are shown beside codes.</param>
    public Document Document(Voice voice, bool isComplete, DefinitionIndex index)
    {
        var document = new Document().Heading(voice.Say(Titles.LoweringCodes), 1).Line(voice.Say(
            $"{Voice.Number(_rows.Count):count} of {Voice.Number(_summary.Total.Contacts):contacts} contacts " +
            $"({voice.Percent(_rows.Count, _summary.Total.Contacts):rows}) would weigh more without one of their codes."));
        if (Unreadable > 0)
            document.Line(voice.Say(CountWords.Unreadable(Unreadable)));
        if (_summary.Marks > 0)
            document.Line(voice.Say(CountWords.Marks(_summary.Marks)));
        var codes = Codes().ToList();
        var pairs = Pairs().ToList();
        var (contacts, lost) = (voice.Say("contacts"), voice.Say("weight lost"));
        if (codes.Count == 0)
            return document;
        document.Heading(voice.Say("Codes")).Table(
            [voice.Say("lowers in"), voice.Say("of"), voice.Say("share"), lost, voice.Say("code"), "text"],
            (isComplete ? codes : codes.Take(Shown)).Select(code => new[]
            {
                Voice.Number(code.Contacts), Voice.Number(code.Of), voice.Percent(code.Contacts, code.Of), voice.Weight2(code.Lost),
                CodeNotation.Written(code.Code, code.IsProcedure), CodeTexts.Of(index, code.Code, code.IsProcedure).In(voice.Language),
            }),
            0, 1, 2, 3);
        More(voice, document, codes.Count, isComplete);
        document.Heading(voice.Say("Pairs of rules")).Table(
            [voice.Say("holds"), "DRG", voice.Say("without"), "DRG", contacts, lost, voice.Say("codes")],
            (isComplete ? pairs : pairs.Take(Shown)).Select(pair => new[]
            {
                pair.Rule, pair.Drg, pair.RuleWithout, pair.Without, Voice.Number(pair.Contacts), voice.Weight2(pair.Lost),
                string.Join(' ', pair.Codes.Take(isComplete ? int.MaxValue : 4).Select(code =>
                    CodeNotation.Written(code.Code, code.IsProcedure))) + (!isComplete && pair.Codes.Length > 4 ? " ..." : ""),
            }),
            4, 5);
        More(voice, document, pairs.Count, isComplete);
        Mended(voice, document);
        return document;
    }

    private void Mended(Voice voice, Document document)
    {
        if (Mends.Count == 0)
            return;
        document.Heading(voice.Say("The smallest change that would mend it"));
        foreach (var mend in Mends)
        {
            var what = mend switch
            {
                { IsFound: false } => voice.Say($"{mend.Rule} / {mend.RuleWithout}: no change of place or of one cell mends it"),
                { Blank: { } blank } => voice.Say(
                    $"{mend.Rule} / {mend.RuleWithout}: try {mend.RuleWithout} before {mend.Rule}, without its condition " +
                    $"{blank.Id:column}"),
                _ => voice.Say($"{mend.Rule} / {mend.RuleWithout}: try {mend.RuleWithout} before {mend.Rule}"),
            };
            document.Item(mend.IsFound
                ? what + voice.Say($"; mends {Voice.Number(mend.Mended):mended} of {Voice.Number(mend.Tried):tried} contacts") +
                    (mend.Others is { } others ? voice.Say($", moves {Voice.Number(others):others} others") : "")
                : what);
        }
    }

    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    /// <param name="index">The set whose texts are given beside codes.</param>
    public object Json(DefinitionIndex index) => new
    {
        _summary.Total.Contacts,
        Lowered = _rows.Count,
        _summary.Marks,
        Unreadable,
        Codes = Codes()
            .Select(code => new
            {
                code.Code,
                Text = CodeTexts.Of(index, code.Code, code.IsProcedure),
                code.IsProcedure,
                LowersIn = code.Contacts,
                Contacts = code.Of,
                WeightLost = code.Lost,
            }),
        RulePairs = Pairs().Select(pair =>
            new
            {
                pair.Rule,
                pair.Drg,
                pair.RuleWithout,
                DrgWithout = pair.Without,
                pair.Contacts,
                WeightLost = pair.Lost,
                Codes = pair.Codes.Select(code => code.Code),
            }),
        Mends = Mends.Select(mend => new
        {
            mend.Rule,
            mend.RuleWithout,
            mend.IsFound,
            Before = mend.IsFound ? mend.Rule : null,
            Blank = mend.Blank?.Id,
            mend.Mended,
            mend.Tried,
            mend.Others,
        }),
    };

    private IEnumerable<(string Code, bool IsProcedure, long Contacts, long Of, double Lost)> Codes() => _codes
        .Select(code =>
            (code.Key.Code, code.Key.IsProcedure, code.Value.Contacts, Of: _summary.Codes.GetValueOrDefault(code.Key), code.Value.Lost))
        .OrderByDescending(code => code.Lost).ThenBy(code => code.Code, StringComparer.Ordinal);

    private IEnumerable<(
        string Rule, string Drg, string RuleWithout, string Without, long Contacts, double Lost,
        (string Code, bool IsProcedure)[] Codes)> Pairs() => _pairs
        .Select(pair => (
            pair.Key.Rule, pair.Key.Drg, pair.Key.RuleWithout, pair.Key.Without, pair.Value.Contacts, pair.Value.Lost,
            pair.Value.Codes.OrderBy(code => code.Code, StringComparer.Ordinal).ToArray()))
        .OrderByDescending(pair => pair.Lost).ThenBy(pair => pair.Rule, StringComparer.Ordinal)
        .ThenBy(pair => pair.RuleWithout, StringComparer.Ordinal);

    private static void More(Voice voice, Document document, int count, bool isComplete)
    {
        if (!isComplete && count > Shown)
            document.Line(voice.Say(CountWords.More(count - Shown)));
    }
}
