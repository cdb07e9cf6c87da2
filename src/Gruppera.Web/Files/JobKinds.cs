using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Grouped;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Budgets;
using Gruppera.Workflows.Episodes;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Payment;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sensitivity;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Web.Files;

/// <summary>The jobs of the API: the operations of the command line on files, with its options and its JSON.</summary>
internal static class JobKinds
{
    /// <summary>The option of contacts to keep.</summary>
    internal const string Only = "only";

    private const int MostUnits = 500;
    private const int MostMends = 20;

    /// <summary>Groups of a weight list that a page shows; the file has all.</summary>
    private const int MostGroups = 40;

    private const long MostUnpackedBytes = 128 << 20;
    private static readonly JobField Contacts = new("contacts", JobValue.File, "File of contacts: CSV, gzipped CSV, Excel or dBase")
    {
        IsRequired = true,
    };

    private static readonly JobField Grouped = Contacts with
    {
        Meaning = "File of grouped contacts, as POST /v1/group and gruppera group write it",
    };

    private static readonly ImmutableArray<JobField> OfFile =
    [
        new("layout", JobValue.Text, "Layout of the file; found from its header where not said") { Values = [.. LayoutCatalog.Names] },
        new("sheet", JobValue.Text, "Sheet of a workbook, by name or number"),
        new("column", JobValue.Text, "Meaning of a column, as HEADER=sex; =none leaves it out")
        {
            IsMany = true,
            Fits = text => ColumnByHand.Parse(text) is not null,
        },
        new("code-map", JobValue.File, "Conversion table: contacts are read with the successors of their codes"),
    ];

    private static readonly JobField Missing = new(
        "allow-missing", JobValue.Text, "What contacts can lack, with commas between: age, duration, sex, diagnoses")
    {
        Fits = text => JobCall.Needs(text) is not null,
    };

    private static readonly JobField Cost = new("cost-column", JobValue.Text, "Column of costs") { Otherwise = "cost" };

    private static readonly ImmutableArray<JobField> OfGrouped =
    [
        Cost,
        new("costs", JobValue.File, "File with the costs, as KPP delivers them, found by the id of the contact"),
        new("id-column", JobValue.Text, "Column of ids in both files") { Otherwise = "id" },
        new("exclude", JobValue.File, "JSON file with rules for contacts to leave out"),
        new(Only, JobValue.Text, "Contacts to keep, as hospital=A; several of one column are alternatives; or period=2026-01..2026-03")
        {
            IsMany = true,
            Fits = text => ExclusionRule.Only([text]) is not null,
        },
        .. OfFile,
    ];

    private static readonly JobField Count = new(
        "count-column", JobValue.Text, "Column with the number of contacts that a row stands for; none if each row is one");

    private static readonly JobField List = new("weights", JobValue.List, "Name of a stored weight list; or send one as weights-file")
    {
        IsRequired = true,
    };

    private static readonly ImmutableArray<JobField> OfLists =
    [
        new("weight-column", JobValue.Text, "Column of weights of a list that is sent, if it has several"),
        new("limit-column", JobValue.Text, "Column of limits in kronor of a list that is sent, if it has several"),
        new("weight-sheet", JobValue.Text, "Sheet of a list that is sent as a workbook, if several have a list"),
        new("decimal", JobValue.Text, "Decimal mark of a list that is sent, if its numbers do not show it") { Values = ["point", "comma"] },
    ];

    private static readonly JobField Few = new(
        "allow-few-weights", JobValue.Flag, "Continue even if the list has a weight for fewer than half of the contacts");

    private static readonly JobField By = new("by", JobValue.Text, "Columns that make up the unit, with commas between")
    {
        Otherwise = "hospital",
    };

    private static readonly JobField Unit = new("by", JobValue.Text, "Column with the unit");

    /// <summary>All of them.</summary>
    internal static readonly ImmutableArray<JobKind> All =
    [
        new("quality", "quality", typeof(QualityAnswer), Quality)
        {
            Summary = OperationWords.Quality,
            Description = "Every finding with its row, code, meaning and remedy, and counts by code and unit.",
            HasSet = true,
            Fields =
            [
                Contacts, Unit, new("settings", JobValue.File, "JSON file with the site's own lists and limits"), .. OfFile, Missing,
            ],
        },
        new("episodes", "episodes", typeof(EpisodesAnswer), Episodes)
        {
            Summary = OperationWords.Episodes,
            Description = "What became of the contacts; the contacts themselves, and what was joined to what, are files of the job.",
            Fields =
            [
                Contacts,
                new("same-day", JobValue.Flag, "Join physicians' visits without XS100 too, if they were on the day of admission"),
                new("level", JobValue.Text, "Which stays are episodes of their own")
                {
                    Values = ["clinic", "hospital"],
                    Otherwise = "clinic",
                },
                new("principal", JobValue.Text, "The stay that gives a hospital episode its principal diagnosis")
                {
                    Values = ["first", "longest", "costliest"],
                    Otherwise = "first",
                },
                new("gap", JobValue.Number, "Days between stays of one hospital episode; 0, or 1 after a transfer, where not said"),
                .. OfFile, Missing,
            ],
            Makes = ["contacts.csv", "merged.csv", "joined.csv"],
        },
        new("casemix", "casemix", typeof(CasemixAnswer), Casemix)
        {
            Summary = OperationWords.Casemix,
            Description = "Of grouped contacts and a weight list, each figure with its interval.",
            Fields = [Grouped, List, Few, By, .. OfLists, .. OfGrouped, Count],
            Makes = ["outliers.csv"],
        },
        new("compare", "compare", typeof(CompareAnswer), Compare)
        {
            Summary = OperationWords.Compare,
            Description = "What of a change is volume, casemix, productivity and price; funnels of units; coding beside the others' rates.",
            Fields =
            [
                Grouped with { Name = "a", Meaning = "Grouped contacts of the first period" },
                Grouped with { Name = "b", Meaning = "Grouped contacts of the second period" },
                List, Few, By,
                new("unit", JobValue.Text, "A unit to compare with all others, group by group, in the second period"),
                new("price-index", JobValue.File, "File of year and level: the rise in prices becomes a part of its own"),
                new("overdispersion", JobValue.Text, "What random intervals do where units differ by more than chance")
                {
                    Values = ["additive", "multiplicative", "none"],
                    Otherwise = "additive",
                },
                new("monthly", JobValue.Flag, "Month by month, and the trend"),
                new("indices", JobValue.Flag, "Productivity by named indices, chained by year"),
                new("step", JobValue.File, "The second period without a change of method and those before it; its name is that of the file")
                {
                    IsMany = true,
                },
                .. OfLists, .. OfGrouped, Count,
            ],
        },
        new("weights", "weights compute", typeof(WeightsAnswer), Weights)
        {
            Summary = OperationWords.Weights,
            Description =
                "Contacts without groups are grouped on the way. The list is a file of the job too, which can be sent as weights.",
            HasSet = true,
            Fields =
            [
                Contacts with { Meaning = "File of contacts with costs, grouped or not" },
                new("trim", JobValue.Text, "Limits of cost, as iqr:5%; for one care form outpatient=iqr:3%")
                {
                    IsMany = true,
                    Otherwise = "iqr:5%",
                    Fits = text => TrimRules.Parse([text]) is not null,
                },
                new("trim-days", JobValue.Text, "Limits of care days of inpatient contacts, written in the same way")
                {
                    IsMany = true,
                    Otherwise = "none",
                    Fits = text => TrimRules.Parse([text]) is not null,
                },
                new("by", JobValue.Text, "A reference material for each") { Values = ["care-form", "specialty", "care-form,specialty"] },
                new("price-index", JobValue.File, "File of year and level: costs are moved to the price level of the year"),
                new("year", JobValue.Number, "Year of the list; the last year of the index where not said"),
                new("cost-year", JobValue.Number, "Only costs of this year"),
                new("min-contacts", JobValue.Number, "Fewest inliers for a group to tell of others") { Otherwise = "30" },
                new("small-groups", JobValue.Text, "How groups with few contacts get their weights")
                {
                    Values = ["credibility", "borrow"],
                    Otherwise = "credibility",
                },
                new("means", JobValue.Text, "What mean costs are of")
                {
                    Values = ["inliers", "winsorised", "corrected"],
                    Otherwise = "inliers",
                },
                new("cluster", JobValue.Text, "Column within which contacts are not independent"),
                new("previous", JobValue.List, "Weight list to borrow from first"),
                new("cap", JobValue.Text, "The most that weights may change by from the previous list, as 10%")
                {
                    Fits = text => WeightCap.ReadShare(text) is not null,
                },
                new("manual", JobValue.List, "Weight list set by hand, used last"),
                new("limits", JobValue.List, "Weight list whose outlier limits are used"),
                new("share-pq", JobValue.Flag, "Let P and Q of the same visit group share their contacts' mean"),
                new("share", JobValue.Text, "Groups that share a weight, as T17P+T17Q")
                {
                    IsMany = true,
                    Fits = text => SharedWeights.Parse(text) is not null,
                },
                new("adjust", JobValue.File, "File of adjustments: drg, old, new, reason, who"),
                new("restore-order", JobValue.Flag, "Pool groups A, C, E whose weights break their order"),
                new("kind", JobValue.Text, "What the list is for")
                {
                    Values = ["prospective", "retrospective", "reference"],
                    Otherwise = "retrospective",
                },
                new("errata", JobValue.Text, "What was corrected after it was first published"),
                new("regroup", JobValue.Flag, "Group the contacts under the set even if the file has groups"),
                .. OfLists, .. OfGrouped, Missing,
            ],
            Makes = ["weights.csv", "weights.json"],
        },
        new("pay", "pay", typeof(PaymentAnswer), Pay)
        {
            Summary = OperationWords.Pay,
            Description = "What is paid by unit, group and contract; a row for each contact is a file of the job.",
            Fields =
            [
                Grouped, List, Few, By,
                new("rules", JobValue.File, "The payer's rules, JSON; gruppera pay --schema prints their schema") { IsRequired = true },
                new("versus", JobValue.File, "Other rules: the difference for each unit"),
                new("price", JobValue.Text, "Another price for all, in kronor for weight 1.0")
                {
                    Fits = text => DrgPrice.Read(text) is not null,
                },
                .. OfLists, .. OfGrouped, Count,
            ],
            Makes = ["payments.csv"],
        },
        new("los", "los", typeof(StayAnswer), LengthOfStay)
        {
            Summary = OperationWords.LengthOfStay,
            Description = "Of grouped contacts: means, medians, what the mix of groups makes expected, and days beyond the limits.",
            Fields =
            [
                Grouped, By,
                new("trim-days", JobValue.Text, "Limits of care days of inpatient contacts, as iqr:5%, where no list has them")
                {
                    IsMany = true,
                    Otherwise = "iqr:5%",
                    Fits = text => TrimRules.Parse([text]) is not null,
                },
                List with { IsRequired = false }, Few, .. OfLists, .. OfGrouped, Count,
            ],
            Makes = ["outliers.csv"],
        },
        new("budget", "budget", typeof(BudgetAnswer), Budget)
        {
            Summary = OperationWords.Budget,
            Description =
                "Plans of volumes or of growth against weights and prices, side by side; the first beside the outcome, month by month.",
            Fields =
            [
                new(
                    "plans", JobValue.File,
                    "Plans, CSV or Excel: drg, contacts, and optionally unit, care_form, month; or population groups")
                {
                    IsRequired = true,
                    IsMany = true,
                },
                List,
                new("rules", JobValue.File, "The payer's rules, JSON"),
                new("price", JobValue.Text, "Kronor for weight 1.0, instead of rules") { Fits = text => DrgPrice.Read(text) is not null },
                new("base", JobValue.File, "Grouped contacts of an earlier period, which population groups grow from"),
                new("outcome", JobValue.File, "Grouped contacts of the period, to follow up the first plan month by month"),
                Unit with { Otherwise = "hospital" }, .. OfLists, .. OfGrouped, Count,
            ],
        },
        new("homogeneity", "homogeneity", typeof(JsonObject), Homogeneity)
        {
            Summary = OperationWords.Homogeneity,
            Description = "R2 of cost and coefficients of variation, of all contacts, at limits and of inliers; files beside one another.",
            Fields =
            [
                Grouped with { Meaning = "File of contacts with costs, grouped or not" },
                new("versus", JobValue.File, "Other files to stand beside it, such as the same contacts under another set")
                {
                    IsMany = true,
                },
                Unit with { Meaning = "Columns by whose values the figures are given too" },
                new("trim", JobValue.Text, "Limits of cost, as iqr:5%; for one care form outpatient=iqr:3%")
                {
                    IsMany = true,
                    Otherwise = "iqr:5%",
                    Fits = text => TrimRules.Parse([text]) is not null,
                },
                .. OfGrouped,
            ],
        },
        new("complications", "complications review", typeof(JsonObject), Complications)
        {
            Summary = OperationWords.Complications,
            Description = "Secondary diagnoses that cost more or less than their level; a change with the proposed levels is a file.",
            HasSet = true,
            Fields =
            [
                Contacts with { Meaning = "File of contacts with costs" }, Cost,
                new("min-contacts", JobValue.Number, "Fewest contacts for a code to be tested") { Otherwise = "30" },
                new("visits", JobValue.Flag, "Visits too, not only inpatient care"),
                new("method", JobValue.Text, "Whether a code is judged where it is the highest level, or over all contacts")
                {
                    Values = ["highest", "additive"],
                    Otherwise = "highest",
                },
                new("cluster", JobValue.Text, "Column within which contacts are not independent"),
                new("days-agree", JobValue.Flag, "Leave proposals out of the change that care days contradict"),
                .. OfFile, Missing,
            ],
            Makes = ["change.xlsx"],
        },
        new("monotonicity", "monotonicity", typeof(JsonObject), Monotonicity)
        {
            Summary = OperationWords.Monotonicity,
            Description =
                "Codes without which contacts would weigh more, how often, and which pairs of rules do it; the change that would " +
                "mend the worst pair is a file.",
            HasSet = true,
            Fields =
            [
                Contacts, List, new("marks", JobValue.Flag, "Marks of visits too"),
                new(
                    "mend", JobValue.Number,
                    "Look for the smallest change that would mend so many of the worst pairs of rules, 20 at most")
                {
                    Fits = text => text.Length <= 2 && int.TryParse(text, out var pairs) && pairs <= MostMends,
                },
                .. OfLists, .. OfFile, Missing,
            ],
            Makes = ["change.xlsx"],
        },
        new("technology", "technology assess", typeof(JsonObject), Technology)
        {
            Summary = OperationWords.Technology,
            Description = "The figures and the drafted change are files of the job.",
            HasSet = true,
            Fields =
            [
                new("technology", JobValue.File, "JSON file: name, start, parts, setting"),
                new("name", JobValue.Text, "Name of the technology, instead of a file"),
                new("start", JobValue.Number, "First year with contacts"),
                new("part", JobValue.Text, "Codes of one part of it, with blanks between; a contact has the technology with all parts")
                {
                    IsMany = true,
                },
                new("setting", JobValue.Text, "How it is given")
                {
                    Values = ["inpatient", "visit", "homeVisit", "careChain", "homeCare", "selfCare"],
                    Otherwise = "inpatient",
                },
                Contacts with { IsRequired = false }, List with { IsRequired = false }, .. OfLists, .. OfFile, Missing,
            ],
            Makes = ["figures.xlsx", "change.xlsx"],
        },
        new("simulate", "simulate", typeof(SimulationAnswer), Simulate)
        {
            Summary = OperationWords.Simulate,
            Description = "Technical changes as files of the form, or another of the sets that are served.",
            HasSet = true,
            Fields =
            [
                Contacts,
                new("change", JobValue.File, "Technical changes, workbooks or zips with IN and OUT rows, applied together")
                {
                    IsMany = true,
                },
                new("versus", JobValue.Set, "Another set, instead of changes"),
                List with { IsRequired = false }, Unit, Cost, .. OfLists, .. OfFile, Missing,
            ],
        },
    ];

    private static void Quality(JobCall call)
    {
        var settings = call.File("settings") is not { } path ? new()
            : QualitySettings.Read(InputText.ReadRules(path), out var problem) ?? throw InputText.Unusable(path, problem);
        var run = new QualityRun(call.Job.Set.Grouper, settings);
        using var input = call.Open(LayoutWish.ToGroup);
        call.Write(writer =>
        {
            var report = QualityReport.Of("json", call.Voice, writer, input.Reading, run.Set.Index);
            report.Complete(run.Check(input.Text, input.Layout, input.Name, call.Text("by"), Found, call.Tell, call.Job.Stop));

            void Found(Finding finding)
            {
                call.Progress(finding.Row, FileRun.Share(input.Source));
                report.Add(finding);
            }
        });
    }

    private static void Episodes(JobCall call)
    {
        var isHospital = call.Text("level") == "hospital";
        using var input = call.Open(ContactNeeds.Diagnoses);
        var summary = EpisodeRun.Run(
            new(call.Make("contacts.csv"), call.Make("merged.csv"), isHospital ? call.Make("joined.csv") : null, new()
            {
                JoinsSameDay = call.Flag("same-day"),
                Level = isHospital ? EpisodeLevel.Hospital : EpisodeLevel.Clinic,
                Principal = Enum.Parse<PrincipalRule>(call.Text("principal"), ignoreCase: true),
                Gap = call.Number("gap"),
            }),
            input, input.Name, call.Tell, call.Job.Stop);
        call.Job.Report(summary.Rows, 1);
        call.Write(EpisodesAnswer.Of(summary), answer => answer.Document(call.Voice));
    }

    private static void Casemix(JobCall call) => call.Write(CasemixRun.Run(
        new(call.File("contacts")!, call.List("weights")!, call.By)
        {
            AllowsFew = call.Flag("allow-few-weights"),
            Outliers = call.Make("outliers.csv"),
            MostUnits = MostUnits,
        },
        call.Input()).Indices());

    private static void Compare(JobCall call) => call.Write(CompareAnswer.Of(PeriodRun.Run(
        new(call.File("a")!, call.File("b")!, call.List("weights")!, call.By)
        {
            Prices = PriceIndexFile.Read(call.File("price-index"), null, call.Tell),
            IsMonthly = call.Flag("monthly"),
            HasIndices = call.Flag("indices"),
            Steps =
            [
                .. call.Files.Where(file => file.Part == "step").Select(file => (Path.GetFileNameWithoutExtension(file.Name), file.Path)),
            ],
            Overdispersion = Enum.Parse<Overdispersion>(call.Text("overdispersion"), ignoreCase: true),
            Unit = call.TextOrNull("unit"),
            AllowsFew = call.Flag("allow-few-weights"),
        },
        call.Input())), answer => answer.Document(call.Voice));

    private static void Weights(JobCall call)
    {
        var (cost, days) = (Limits(call, "trim"), Limits(call, "trim-days"));
        var index = PriceIndexFile.Read(call.File("price-index"), call.Number("year"), call.Tell);
        var years = WeightYears.Of(call.Text("kind"), call.Number("year"), call.Number("cost-year"), index, out var problem)
            ?? throw new RefusedException(problem);
        var (previous, cap) = (call.List("previous"), WeightCap.ReadShare(call.Text("cap")));
        if (cap is not null && previous is null)
            throw new RefusedException("A limit to how much weights change needs the previous list.");
        var by = call.TextOrNull("by") ?? (cost.Own.IsEmpty && days.Own.IsEmpty ? "" : "care-form");
        var result = WeightComputation.Run(
            new(call.File("contacts")!)
            {
                Cost = cost,
                Days = days,
                Cluster = call.TextOrNull("cluster"),
                Means = Enum.Parse<MeanMethod>(call.Text("means"), ignoreCase: true),
                Limits = call.List("limits"),
                ByCareForm = by.Contains("care-form", StringComparison.Ordinal),
                BySpecialty = by.Contains("specialty", StringComparison.Ordinal),
                Years = years,
                Options = new()
                {
                    MinContacts = Math.Max(1, call.Number("min-contacts") ?? 1),
                    SmallGroups = Enum.Parse<SmallGroups>(call.Text("small-groups"), ignoreCase: true),
                    Previous = previous,
                    Cap = cap ?? 0,
                    Manual = call.List("manual"),
                    SharesPq = call.Flag("share-pq"),
                    Shared = [.. call.Texts("share").Select(text => SharedWeights.Parse(text)!)],
                    Adjustments = AdjustmentFile.Read(call.File("adjust"), call.Tell),
                    RestoresOrder = call.Flag("restore-order"),
                },
                Manifest = new()
                {
                    Kind = call.Text("kind"),
                    Material = Path.GetFileName(call.File("contacts")!),
                    PriceIndex = index is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{index.Name} to {years.Year}"),
                    Errata = call.Text("errata"),
                },
            },
            call.Input(isOfCosts: true), call.Job.Language);
        foreach (var issue in result.Issues.Concat(result.Computed.Issues))
            call.Tell(issue);
        if (result.Computed.Unmet is [var first, ..])
            throw new RefusedException(
                $"The adjustment of {first.Adjustment.Drg} is for another weight than that of the list: nothing was written");
        foreach (var name in (string[])["weights.csv", "weights.json"])
            WeightsFile.Write(call.Voice, call.Make(name), result.Computed, result.Manifest, result.Names, result.Types);
        call.Write(
            WeightsAnswer.Of(result.Computed, result.Manifest, result.Names, result.Types),
            answer => answer.Document(call.Voice, MostGroups));
    }

    private static void Pay(JobCall call)
    {
        var rules = RulesOf(call.File("rules")!);
        var other = call.File("versus") is { } versus ? RulesOf(versus)
            : call.TextOrNull("price") is { } price
                ? rules with { Version = $"--price {price}", Prices = [new(DrgPrice.Read(price)!.Value)] }
            : null;
        if (other is not null && other.Columns != rules.Columns)
            throw new RefusedException("Both rules must name the same columns.");
        var result = PaymentRun.Run(
            new(call.File("contacts")!, call.List("weights")!, rules, call.By)
            {
                Other = other,
                Output = call.Make("payments.csv"),
                AllowsFew = call.Flag("allow-few-weights"),
            },
            call.Input(keepsAll: true));
        var answer = PaymentAnswer.Of(result);
        foreach (var issue in answer.Issues(call.Voice, Path.GetFileName(call.File("contacts")!), result.Unreadable))
            call.Tell(issue);
        call.Write(answer, answer => answer.Document(call.Voice));
    }

    private static void LengthOfStay(JobCall call)
    {
        call.Write(
            StayRun.Run(
                new(call.File("contacts")!, call.By, Limits(call, "trim-days"))
                {
                    Lists = YearlyWeights.FromWeightList(call.List("weights")),
                    AllowsFew = call.Flag("allow-few-weights"),
                    Outliers = call.Make("outliers.csv"),
                },
                call.Input()).Answer,
            answer => answer.Document(call.Voice));
    }

    private static void Budget(JobCall call)
    {
        if (call.File("rules") is null == call.TextOrNull("price") is null)
            throw new RefusedException("Give the payer's rules, or kronor for weight 1.0: one of them.");
        var rules = call.File("rules") is { } path ? RulesOf(path)
            : new() { Name = $"--price {call.Text("price")}", Version = "", Prices = [new(DrgPrice.Read(call.Text("price"))!.Value)] };
        var (answer, unreadable, _) = BudgetRun.Run(
            new([.. call.Files.Where(file => file.Part == "plans").Select(file => file.Path)], call.List("weights")!, rules)
            {
                Base = call.File("base"),
                Outcome = call.File("outcome"),
                Unit = call.Text("by"),
            },
            call.Input());
        foreach (var issue in unreadable)
            call.Tell(issue);
        call.Write(answer, answer => answer.Document(call.Voice));
    }

    private static void Homogeneity(JobCall call)
    {
        var paths = call.Files.Where(file => file.Part == "versus").Select(file => file.Path);
        var result = HomogeneityRun.Run(
            new([call.File("contacts")!, .. paths], call.By, Limits(call, "trim"), TrimRules.None), call.Input(isOfCosts: true));
        call.Write(result.Json(), _ => result.Document(call.Voice));
    }

    private static void Complications(JobCall call)
    {
        var set = call.Job.Set.Set;
        using var input = call.Open(LayoutWish.ToGroup);
        var (findings, _) = ComplicationsRun.Run(
            call.Job.Set.Grouper,
            new()
            {
                CostColumn = call.Text("cost-column"),
                Cluster = call.Text("cluster"),
                MinContacts = call.Number("min-contacts") ?? 30,
                HasVisits = call.Flag("visits"),
                Method = Enum.Parse<ReviewMethod>(call.Text("method"), ignoreCase: true),
            },
            input, call.Tell, call.Job.Stop);
        var change = ComplicationChange.Of(set, findings, call.Flag("days-agree"));
        if (!change.Rows.IsEmpty)
        {
            Save(call, "change.xlsx", CaseDraft.Add(set, change) with
            {
                About = ComplicationsPage.About(call.Voice, findings, input.Name),
            });
        }

        call.Write(findings, answer => ComplicationsPage.Of(
            call.Voice, answer, isComplete: false, code => set.Index.TextOf(Diagnosis.Parse(code)).In(call.Job.Language)));
    }

    private static void Monotonicity(JobCall call)
    {
        var (set, list) = (call.Job.Set.Set, call.List("weights")!);
        if (ListOfSet.Refusal(list, list.Name, set) is { } refusal)
            throw new RefusedException(refusal);
        using var input = call.Open(LayoutWish.ToGroup);
        var pairs = call.Number("mend") ?? 0;
        var answer = new MonotonicityAnswer { WeightOf = pairs > 0 ? drg => list.Of(drg) : null };
        answer.Take(new SensitivityRun(call.Job.Set.Grouper, list.Of) { HasMarks = call.Flag("marks") }.Run(
            input.Text, input.Layout, input.Name, "", Take, call.Tell, call.Job.Stop));
        answer.Mends = [.. MendSearch.All(call.Job.Set.Grouper, drg => list.Of(drg), answer.Worst(pairs), input, call.Job.Stop)];
        if (answer.Mends.FirstOrDefault(each => each.IsFound) is { } first)
            Save(call, "change.xlsx", CaseDraft.Add(set, first.Change));
        call.Write(answer.Json(set.Index), _ => answer.Document(call.Voice, isComplete: false, set.Index));

        void Take(Hanging found)
        {
            call.Progress(found.Row, FileRun.Share(input.Source));
            if (found.AtStake < 0)
                answer.Add(found);
        }
    }

    private static void Technology(JobCall call)
    {
        var question = call.File("technology") is { } path
            ? TechnologyQuestion.Read(InputText.ReadRules(path), out var problem) ?? throw InputText.Unusable(path, problem)
            : call.TextOrNull("name") is { } name && call.Number("start") is { } start && call.Texts("part").Length is > 0 and <= 8
                ? new()
                {
                    Name = name,
                    Start = start,
                    Parts = [.. call.Texts("part").Select(TechnologyPart.Of)],
                    Setting = Enum.Parse<TechnologySetting>(call.Text("setting"), ignoreCase: true),
                }
                : throw new RefusedException("Give a file of the technology, or its name, its first year and 1 to 8 parts.");
        var list = call.List("weights");
        using var input = call.File("contacts") is null ? null : call.Open(LayoutWish.ToGroup);
        var (findings, drafted) = TechnologyAssessment.Run(call.Job.Set.Grouper, question, list, input, call.Tell, call.Job.Stop);
        var answer = new TechnologyAnswer(call.Voice, findings, TechnologyFunding.Of(findings, list), drafted);
        using (var figures = PrivateFile.Create(call.Make("figures.xlsx")))
            WorkbookWriter.Write(answer.Sheets(), figures);
        if (drafted.Draft.Change is { } change)
            Save(call, "change.xlsx", change);
        call.Write(answer.Json(), _ => answer.Document());
    }

    private static void Save(JobCall call, string name, TechnicalChange change)
    {
        using var output = PrivateFile.Create(call.Make(name));
        ChangeWriter.Write(change, output);
    }

    private static void Simulate(JobCall call)
    {
        var before = call.Job.Set.Set;
        var list = call.List("weights");
        if (list is not null && ListOfSet.Refusal(list, list.Name, before) is { } refusal)
            throw new RefusedException(refusal);
        var diff = SetDiff.Of(before, After(call, before));
        using var input = call.Open(LayoutWish.ToGroup);
        var run = new SimulationRun(diff) { MostUnits = MostUnits, Progress = rows => call.Progress(rows, FileRun.Share(input.Source)) };
        var by = call.Text("by");
        var report = SimulationReport.Of(
            diff, run, list,
            found => run.Run(
                input.Text, input.Layout, input.Name, by, call.Text("cost-column"), list is not null, found, call.Tell, call.Job.Stop),
            by.Length > 0);
        var document = new SimulationDocument(call.Voice, report);
        call.Write(document.Json(), _ => document.Document());
    }

    /// <summary>The later set.</summary>
    private static DefinitionSet After(JobCall call, DefinitionSet before)
    {
        var paths = call.Files.Where(file => file.Part == "change").Select(file => file.Path).ToList();
        var versus = call.TextOrNull("versus");
        if (paths.Count == 0 == versus is null)
            throw new RefusedException("Send changes as files called change, or name another set as versus.");
        if (versus is not null)
            return call.Sets.Ids.Contains(versus) && call.Sets.Find(versus) is { } other ? other.Set
                : throw new RefusedException($"There is no definition set {versus}: choose one of {string.Join(", ", call.Sets.Ids):ids}");
        var issues = new List<Issue>();
        var changed = ChangeApplier.Apply(
            before, [.. paths.Select(path => ChangeReader.Read(path, issues, MostUnpackedBytes)).OfType<TechnicalChange>()],
            before.Version with { Id = $"{before.Version.Id} + {string.Join(" + ", paths.Select(Path.GetFileNameWithoutExtension))}" });
        var errors = issues.Concat(changed.Issues).Where(issue => issue.Code.Severity == IssueSeverity.Error).ToList();
        return changed.Set is { } set && errors.Count == 0 ? set : throw new RefusedException(
            $"The changes cannot be applied: " +
            $"{string.Join("; ", errors.Take(3).Select(issue => issue.ToString(call.Job.Language))):errors}");
    }

    private static TrimRules Limits(JobCall call, string name) =>
        TrimRules.Parse(call.Texts(name), TrimRule.Parse(call.Kind.Field(name)!.Otherwise)!.Value)
        ?? throw new RefusedException("The limits cannot be used together: give one rule for all and one for each care form.");

    private static PaymentRules RulesOf(string path) => PaymentRulesReader.Read(InputText.ReadRules(path), out var problems)
        ?? throw InputText.Unusable(path, string.Join("; ", problems.Select(problem => $"{problem.Path}: {problem.Text}")));
}
