using System.Globalization;
using Gruppera.Casemix.Impact;
using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Changes;

/// <summary>Splits of a group with the criteria that each meets and misses.</summary>
/// <param name="voice">The language.</param>
/// <param name="drg">The group, or several.</param>
/// <param name="contacts">Its contacts with costs, and all of the file.</param>
/// <param name="splits">The splits.</param>
/// <param name="validated">What a search explains of contacts that it has not seen; not a number of a check.</param>
/// <param name="index">The set, with the catalogues beside it, that names codes and properties; null to leave them as they are.</param>
public sealed class SplitReport(
    Voice voice, string drg, (long OfGroup, long All) contacts, IReadOnlyList<SplitResult> splits, double validated = double.NaN,
    DefinitionIndex? index = null)
{
    private const string Principal = "pdx:";
    private static readonly double[] Differences = [0.1, 0.2, 0.3, 0.44];
    private static readonly double[] Shares = [0.03, 0.1, 0.25, 0.5];
    private static readonly FeatureType[] Properties = [FeatureType.Dgprop, FeatureType.Procprop, FeatureType.Pdgprop];

    /// <summary>The first split with its parts and criteria.</summary>
    public Document One()
    {
        var document = Start();
        Write(document, splits[0]);
        return document;
    }

    /// <summary>A split with its parts and criteria.</summary>
    internal void Write(Document document, SplitResult split)
    {
        document.Line(Verdict(split)).Table(
            [voice.Say("part"), voice.Say("contacts"), voice.Say("share"), voice.Say("mean kr"), "SD", "CV"],
            split.Parts.Select(part => (part.Name, part.Costs)).Prepend((drg, split.Original)).Select(part => new[]
            {
                Written(part.Item1), Voice.Number(part.Item2.Count), voice.Percent(part.Item2.Count, split.Original.Count),
                Voice.Number(part.Item2.Mean), Voice.Number(part.Item2.Sd), voice.Weight2(part.Item2.Cv),
            }),
            1, 2, 3, 4, 5);
        document.Table(
            [voice.Say("limit"), voice.Say("value"), voice.Say("95 % interval"), voice.Say("verdict"), voice.Say("criterion")],
            split.Findings.Select(finding => new[]
            {
                (finding.Criterion == SplitCriterion.CvRatio ? "<= " : ">= ") + Show(finding, finding.Limit), Show(finding, finding.Value),
                finding.Interval is { } interval ? $"{Show(finding, interval.Low)} - {Show(finding, interval.High)}" : "-",
                Verdict(finding), NameOf(voice, finding.Criterion),
            }),
            0, 1, 2);
    }

    /// <summary>All splits, one on a row.</summary>
    public Document Several()
    {
        var document = Start();
        if (splits.Count == 0)
            return document.Line(voice.Say("No split leaves at least 3 % of the contacts, and ten of them, on each side."));
        if (!double.IsNaN(validated))
        {
            document.Line(voice.Say(
                $"Cross-validated: the split that is best on nine tenths of the contacts explains " +
                $"{voice.Decimal(100 * validated):validated} " +
                $"% of the variance in the last tenth. Chosen: in how many of ten it was the best."));
        }

        return document.Table(
            [
                voice.Say("validated R2 %"), voice.Say("chosen"), "R2 %", voice.Say("least share"), voice.Say("step %"),
                voice.Say("SD fall %"), voice.Say("CV ratio"), voice.Say("verdict"),
                voice.Say("split by"),
            ],
            splits.Select(split => new[]
            {
                voice.Decimal(100 * split.Validated), $"{split.Chosen}", voice.Decimal(100 * split.Explained),
                Show(split, SplitCriterion.SmallestShare), Show(split, SplitCriterion.CostStep),
                Show(split, SplitCriterion.SdFall), Show(split, SplitCriterion.CvRatio),
                split.IsGood ? voice.Say("good") : voice.Say($"{split.Findings.Count(finding => !finding.IsMet):findings} not met"),
                Named(split.Name),
            }),
            0, 1, 2, 3, 4, 5, 6);
    }

    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    public object Json() => new
    {
        Drg = drg,
        Contacts = contacts.OfGroup,
        Material = contacts.All,
        Validated = validated,
        Splits = splits.Select(split => new
        {
            By = split.Name,
            Text = TextOf(split.Name),
            split.Explained,
            split.Validated,
            split.Chosen,
            split.IsGood,
            split.IsCertain,
            Parts = split.Parts
                .Select(part => new { part.Name, Contacts = part.Costs.Count, part.Costs.Mean, part.Costs.Sd, part.Costs.Cv }),
            Criteria = split.Findings.Select(finding => new
            {
                finding.Criterion,
                finding.Value,
                finding.Limit,
                finding.Interval?.Low,
                finding.Interval?.High,
                finding.IsMet,
                finding.IsCertain,
            }),
        }),
    };

    /// <summary>How many contacts it takes to see differences of cost, beside those that there are.</summary>
    public Document Power(SplitMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        var document = Start().Line(voice.Say(
            $"Standard deviation of log cost {voice.Weight2(material.SdOfLogs):sd}. Contacts of the group that are needed to see a " +
            $"difference in 80 of 100 samples, at 5 %; and the smallest difference that those at hand would show."));
        return document.Table(
            [
                voice.Say("smaller part"), .. Differences.Select(difference => $"{voice.Decimal(100 * difference)} %"),
                voice.Say("seen with those at hand"),
            ],
            Shares.Select(share => (string[])
            [
                $"{voice.Decimal(100 * share)} %", .. Differences.Select(difference => Voice.Number(material.Needed(difference, share))),
                $"{voice.Decimal(100 * material.Seen(share))} %",
            ]),
            [.. Enumerable.Range(0, Differences.Length + 2)]);
    }

    /// <summary>The same as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    public object PowerJson(SplitMaterial material) => new
    {
        Drg = drg,
        Contacts = contacts.OfGroup,
        material.SdOfLogs,
        Rows = Shares.Select(share => new
        {
            Share = share,
            Needed = Differences.Select(difference => new { Difference = difference, Contacts = material.Needed(difference, share) }),
            Seen = material.Seen(share),
        }),
    };

    private Document Start() => new Document().Heading(voice.Say($"Splitting {drg}"), 1).Line(voice.Say(
        $"{Voice.Number(contacts.OfGroup):ofGroup} contacts with costs, of {Voice.Number(contacts.All):all} in the file. R2 is the share " +
        $"of the variance of log cost explained."));

    private string Verdict(SplitResult split) => voice.Say(
        $"By {Named(split.Name):name}: {(split.IsGood ? (Text)"meets every criterion" : "does not meet every criterion"):verdict}" +
        $"{(split.IsCertain ? (Text)"" : ", but chance could reverse it"):doubt}. R2 {voice.Decimal(100 * split.Explained):explained} %." +
        $"{Validated(split):validation}");

    private Text Validated(SplitResult split) => double.IsNaN(split.Validated)
        ? (Text)""
        : $" Cross-validated {voice.Decimal(100 * split.Validated):validated} %.";

    private string Named(string by) => string.Join(
        " & ", by.Split('&').Select(condition => $"{Written(condition)} {TextOf(condition.TrimStart('-'))}".TrimEnd()));

    /// <summary>What a split is by, or a part of it, with codes as people write them; <c>--by</c> takes it so.</summary>
    private string Written(string label)
    {
        if (label.Contains('&', StringComparison.Ordinal))
            return string.Join(" & ", label.Split('&').Select(Written));
        var lead = label.StartsWith('-') ? "-" : "";
        if (label[lead.Length..].StartsWith(Principal, StringComparison.Ordinal))
            lead += Principal;
        return index is null || IsProcedure(label[lead.Length..]) ? label : lead + CodeNotation.Written(label[lead.Length..]);
    }

    /// <summary>The text of the code or the name of the property; empty for ages and levels.</summary>
    private string TextOf(string by)
    {
        if (by.Contains('&', StringComparison.Ordinal))
            return "";
        var code = by.StartsWith(Principal, StringComparison.Ordinal) ? by[Principal.Length..] : by;
        if (index is null || code == "level" || code.StartsWith("age:", StringComparison.Ordinal))
            return "";
        var name = Properties.Select(type => index.NameOf(type, code).In(voice.Language)).FirstOrDefault(text => text.Length > 0);
        return name ?? CodeTexts.Of(index, code, IsProcedure(code)).In(voice.Language);
    }

    private bool IsProcedure(string code) => index!.Resolve(Diagnosis.Parse(code).Code).IsBlank;

    private string Verdict(SplitFinding finding) => (finding.IsMet, finding.IsCertain) switch
    {
        (true, true) => voice.Say("met"),
        (true, false) => voice.Say("met?"),
        (false, true) => voice.Say("not met"),
        _ => voice.Say("not met?"),
    };

    private string Show(SplitResult split, SplitCriterion criterion) =>
        split.Findings.Where(finding => finding.Criterion == criterion).Select(finding => Show(finding, finding.Value)).FirstOrDefault("-");

    private string Show(SplitFinding finding, double value) => finding.Criterion switch
    {
        SplitCriterion.PerMillion => Voice.Number(value),
        SplitCriterion.CvRatio =>
            value.ToString("0.00", CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal),
        _ => $"{voice.Decimal(100 * value)} %",
    };

    internal static string NameOf(Voice voice, SplitCriterion criterion) => criterion switch
    {
        SplitCriterion.PerMillion => voice.Say("contacts per million, smallest part"),
        SplitCriterion.SmallestShare => voice.Say("share of the smallest part"),
        SplitCriterion.CostStep => voice.Say("mean cost, least step"),
        SplitCriterion.CostSpan => voice.Say("mean cost, from none to very complicated"),
        SplitCriterion.SdFall => voice.Say("drop in SD in the largest part"),
        _ => voice.Say("largest CV divided by that of the group"),
    };
}
