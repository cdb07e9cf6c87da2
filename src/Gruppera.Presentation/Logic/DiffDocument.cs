using Gruppera.Changes;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Logic;

/// <summary>A comparison of two sets to read: a summary, what can affect grouping, what does not affect grouping, and the contacts that
/// move.</summary>
public sealed class DiffDocument
{
    private const int PerSection = 20;
    private const int PerMdc = 5;
    private const int PerChapter = 3;
    private readonly Voice _voice;
    private readonly SetDiff _diff;
    private readonly DiffWords _words;
    private readonly DiffParts _parts;
    private readonly bool _isComplete;
    private readonly Document _document = new();

    private DiffDocument(Voice voice, SetDiff diff, DiffParts parts, bool isComplete) =>
        (_voice, _diff, _words, _parts, _isComplete) = (voice, diff, new(voice.Language, diff), parts, isComplete);

    /// <summary>Writes the comparison.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="parts">Parts to write.</param>
    /// <param name="isComplete">True for everything; otherwise the first of long lists.</param>
    /// <param name="migration">The contacts that move, or null.</param>
    public static Document Of(Voice voice, SetDiff diff, DiffParts parts, bool isComplete, MigrationReport? migration)
    {
        var document = new DiffDocument(voice, diff, parts, isComplete);
        document.Summary();
        migration?.Write(document._document, isComplete);
        if (parts.HasFlag(DiffParts.Rules))
            document.Rules();
        if (parts.HasFlag(DiffParts.Codes))
            document.Codes(steers: true);
        if (parts.HasFlag(DiffParts.Codes))
            document.Codes(steers: false);
        if (parts.HasFlag(DiffParts.Names))
            document.Names();
        return document._document;
    }

    private void Summary()
    {
        _document.Heading($"{_diff.Before.Version.Id} -> {_diff.After.Version.Id}", 1);
        var counts = DiffCounts.Of(_voice.Language, _diff, _parts);
        if (counts.IsEmpty)
        {
            _document.Line(_voice.Say("No differences."));
            return;
        }

        foreach (var part in counts.GroupBy(count => count.Steers))
        {
            _document.Table(
                [
                    part.Key ? _voice.Say("can affect grouping") : _voice.Say("does not affect grouping"),
                    _voice.Say("several|new"), _voice.Say("several|removed"), _voice.Say("several|changed"), _voice.Say("several|moved"),
                ],
                part.Select(count => new[] { count.Part, Show(count.Added), Show(count.Removed), Show(count.Changed), Show(count.Moved) }),
                1, 2, 3, 4);
        }
    }

    private void Rules()
    {
        Section(_voice.Say(Titles.Reading), _diff.Options, _words.Of);
        Section(_voice.Say("New and removed DRGs"), _diff.Groups.OrderBy(group => group.Kind), group =>
            $"{group.Drg} {group.Name.Text.In(_voice.Language)}".TrimEnd() + $", {_words.Kind(group.Kind)}, "
            + _voice.Say(Text.Count(group.Rules, "1 rule", Text.Count(group.Rules,
                $"{group.Rules} rule",
                $"{group.Rules} rules"))));
        var rules = _diff.Rules.Where(rule => rule is { Steers: true, HasOtherCombinedOnly: false }).GroupBy(_words.MdcOf)
            .OrderBy(mdc => mdc.Key, StringComparer.Ordinal).ToList();
        if (rules.Count > 0)
            _document.Heading(_voice.Say("Rules"));
        foreach (var mdc in rules)
        {
            _document.Heading(mdc.Key.Length == 0 ? _voice.Say("Without MDC") : $"MDC {mdc.Key} {_words.NameOfMdc(mdc.Key)}".TrimEnd(), 3);
            var changes = mdc.OrderBy(change => change.Rule.Drg, StringComparer.Ordinal).ToList();
            var shown = _isComplete ? changes : changes.Take(PerMdc);
            foreach (var drg in shown.GroupBy(change => change.Rule.Drg))
            {
                _document.Line($"{drg.Key} {_words.NameOfDrg(drg.Key)}".TrimEnd());
                foreach (var change in drg)
                    _document.Item($"{_words.Kind(change)} {change.Rule.Id}: {string.Join("; ", _words.Of(change))}");
            }

            More(changes.Count, PerMdc);
        }

        Section(_voice.Say(Titles.OtherCombined), Combined(), text => text);
    }

    private IEnumerable<string> Combined() =>
        from rule in _diff.Rules
        where rule.HasOtherCombinedOnly
        group rule by (rule.Rule.Drg, Before: rule.Before!.CombinedDrg, After: rule.After!.CombinedDrg) into same
        orderby same.Key
        let ids = string.Join(", ", same.Take(PerMdc).Select(rule => rule.Rule.Id)) + (same.Count() > PerMdc ? ", ..." : "")
        select $"{same.Key.Drg}: {(same.Key.Before.Length > 0 ? same.Key.Before : "-")} -> " +
            $"{(same.Key.After.Length > 0 ? same.Key.After : "-")} ({ids})";

    private void Codes(bool steers)
    {
        var suffix = steers ? "" : _voice.Say(Titles.WithoutEffect);
        Features(_voice.Say("Diagnoses") + suffix, [.. _diff.Diagnoses.Where(change => change.Steers == steers)]);
        Features(_voice.Say("Procedures") + suffix, [.. _diff.Procedures.Where(change => change.Steers == steers)]);
        if (!steers)
            return;
        Section(_voice.Say("Complication categories"), _diff.Activators, _words.Of);
        Section(_voice.Say(Titles.Exclusions), _diff.Exclusions, _words.Of);
    }

    private void Features<TCode>(string title, List<FeatureChange<TCode>> changes)
        where TCode : struct
    {
        if (changes.Count > 0)
            _document.Heading(title);
        foreach (var chapter in changes.GroupBy(change => change.Chapter))
        {
            var all = chapter.ToList();
            _document.Heading(
                $"{chapter.Key}: " + _voice.Say(Text.Count(Codes(all), "1 code", Text.Count(Codes(all),
                    $"{Voice.Number(Codes(all)):all} code",
                    $"{Voice.Number(Codes(all)):all} codes"))), 3);
            foreach (var change in _isComplete ? all : all.Take(PerChapter))
                _document.Item(_words.Of(change));
            More(all.Count, PerChapter);
        }

        static int Codes(List<FeatureChange<TCode>> all) => all.Sum(change => change.Codes.Length);
    }

    private void Names()
    {
        foreach (var kind in _diff.Names.GroupBy(name => name.Of))
        {
            var title = DiffCounts.NameOf(_voice.Language, kind.Key);
            Section(char.ToUpperInvariant(title[0]) + title[1..], kind, _words.Of);
        }
    }

    private void Section<T>(string title, IEnumerable<T> changes, Func<T, string> words)
    {
        var all = changes.ToList();
        if (all.Count == 0)
            return;
        _document.Heading(title);
        foreach (var change in _isComplete ? all : all.Take(PerSection))
            _document.Item(words(change));
        More(all.Count, PerSection);
    }

    private void More(int count, int shown)
    {
        if (!_isComplete && count > shown)
            _document.Line(_voice.Say(CountWords.More(count - shown)));
    }

    private static string Show(int count) => count == 0 ? "" : Voice.Number(count);
}
