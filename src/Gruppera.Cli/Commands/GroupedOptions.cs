using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Output;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that read grouped contacts with their costs.</summary>
internal sealed class GroupedOptions(Session session)
{
    private readonly Argument<string> _contacts = new("contacts") { Description = session.Say("File of grouped contacts (or contacts to group on the way), or - for standard input", "Fil med grupperade vårdkontakter (eller att gruppera på vägen), eller - för standard in") };
    private readonly Option<string> _cost = GroupedFiles.CostOption(session);
    private readonly Option<string> _set = Sets.Option(session);
    private readonly Option<string?> _country = Sets.CountryOption(session);
    private readonly Option<string?> _layout = Sets.LayoutOption(session);
    private readonly Option<bool> _regroup = new("--regroup") { Description = session.Say("Group the contacts under the set although the file has groups", "Gruppera kontakterna med uppsättningen fast filen har grupper") };
    private readonly Option<string?> _exclude = new("--exclude") { Description = session.Say("JSON file with rules for contacts to leave out", "JSON-fil med regler för kontakter att utelämna") };
    private readonly Option<string?> _issues = new("--issues") { Description = session.Say("File for contacts that are left out, with row and reason", "Fil för kontakter som utelämnas, med rad och skäl") };
    private readonly Option<bool> _quiet = new("--quiet") { Description = session.Say("No progress and no counts", "Varken förlopp eller antal") };
    private DefinitionSet? _names;

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_contacts);
        foreach (var option in new Option[] { _cost, _set, _country, _layout, _regroup, _exclude, _issues, _quiet })
            command.Options.Add(option);
    }

    internal string Contacts(ParseResult parsed) => parsed.GetValue(_contacts)!;

    internal bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Reads the file and says what was left out. Costs in several currencies, and a file grouped under another set than
    /// was named, are refused.</summary>
    internal GroupedSummary Read(ParseResult parsed, ImmutableArray<string> by, Action<ReadOnlySpan<GroupedContact>> take)
    {
        var path = Contacts(parsed);
        var layoutName = parsed.GetValue(_layout);
        var layout = layoutName is null ? null : Sets.Layout(session, layoutName, path);
        using var input = ContactInput.Open(path, layout?.Encoding ?? "utf-8");
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        var summary = Progress.Run(session, input, IsQuiet(parsed), progress => new GroupedReader(new()
        {
            CostColumn = parsed.GetValue(_cost)!,
            By = by,
            Regroup = parsed.GetValue(_regroup),
            Grouper = () => new Grouper(Set(parsed)),
            Layout = layout,
            Exclude = Exclusions(parsed),
            Name = input.Name,
            Progress = progress,
        }).Read(input.Text, take, issue => issues.Add(session, issue, "", isPrinted: false), session.Stop));
        issues.Commit();
        Say(parsed, summary);
        if (summary.Issues.Any(issue => issue.Code == IssueCodes.MixedCurrencies))
            throw new UsageException("Costs in several currencies cannot be summed.", "Kostnader i flera valutor kan inte summeras.");
        if (IsNamed(parsed) && !summary.IsRegrouped && summary.Sets is [var only, ..] && summary.Sets.All(each => each.Set != parsed.GetValue(_set)))
        {
            throw new UsageException(
                $"{input.Name} is grouped under {only.Set}, not {parsed.GetValue(_set)}: add --regroup, or name {only.Set}",
                $"{input.Name} är grupperad med {only.Set}, inte {parsed.GetValue(_set)}: lägg till --regroup, eller ange {only.Set}");
        }

        return summary;
    }

    /// <summary>The id of the set that the contacts are grouped under; empty where neither the file nor the user says.</summary>
    internal string SetId(ParseResult parsed, GroupedSummary summary) =>
        summary.Sets.OrderByDescending(each => each.Contacts).FirstOrDefault().Set ?? (IsNamed(parsed) ? Set(parsed).Version.Id : "");

    /// <summary>The name of a group, where its set is at hand; otherwise empty.</summary>
    internal Func<string, string> Names(ParseResult parsed, GroupedSummary summary)
    {
        var id = SetId(parsed, summary);
        var isAtHand = id == OpenSet.Id || (SetStore.IsId(id) && SetStore.Default.Exists(id));
        var set = _names ?? (IsNamed(parsed) ? Set(parsed) : isAtHand ? Sets.Open(session, id) : null);
        var names = set?.DrgNames.ToLookup(name => name.Drg, name => name.Text.In(session.Language), StringComparer.Ordinal);
        return drg => names?[drg].FirstOrDefault() ?? "";
    }

    private DefinitionSet Set(ParseResult parsed) => _names ??= Sets.Open(session, parsed.GetValue(_set)!, parsed.GetValue(_country));

    private bool IsNamed(ParseResult parsed) => parsed.GetResult(_set) is { Implicit: false };

    private ImmutableArray<ExclusionRule> Exclusions(ParseResult parsed)
    {
        if (parsed.GetValue(_exclude) is not { } path)
            return [];
        if (!File.Exists(path))
            throw new UsageException($"No file {path}", $"Ingen fil {path}");
        var rules = ExclusionRule.Read(File.ReadAllText(path), out var problem);
        return problem.Length == 0 ? rules : throw new UsageException($"{path} cannot be used: {problem}", $"{path} kan inte användas: {problem}");
    }

    private void Say(ParseResult parsed, GroupedSummary summary)
    {
        foreach (var issue in summary.Issues.Concat(summary.Excluded.Where(each => each.Contacts == 0).Select(each => new Issue(IssueCodes.ExclusionMeetsNone, Value: each.Rule.Name))))
            session.Error.WriteLine(issue.ToString(session.Language));
        if (IsQuiet(parsed))
            return;
        session.Error.WriteLine(session.Say(
            $"{Session.Number(summary.Read)} contacts read, {Session.Number(summary.Used)} used", $"{Session.Number(summary.Read)} kontakter lästa, {Session.Number(summary.Used)} använda"));
        foreach (var (reason, contacts) in summary.LeftOut)
            session.Error.WriteLine($"  {Session.Number(contacts)} {session.Say("left out", "utelämnade")}: {reason.Id} {reason.Meaning.In(session.Language)}");
        foreach (var (rule, contacts) in summary.Excluded.Where(each => each.Contacts > 0))
            session.Error.WriteLine($"  {Session.Number(contacts)} {session.Say("left out by rule", "utelämnade enligt regel")}: {rule.Name}");
    }
}
