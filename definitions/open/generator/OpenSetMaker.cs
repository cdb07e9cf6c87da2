using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Sources -> the open definition set. The same sources always give the same set.</summary>
public static class OpenSetMaker
{
    /// <summary>Reads the sources and makes the set, with a test case for each rule.</summary>
    /// <exception cref="SourceException">A source cannot be read, or a rule can be reached by no contact.</exception>
    public static DefinitionSet Make(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var set = WithoutCases(folder);
        var cases = CaseSolver.Solve(set);
        return Build(set.Rules, set, () => cases);
    }

    /// <summary>The set without test cases: faster, for looking at.</summary>
    public static DefinitionSet WithoutCases(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var codes = new Codes(folder);
        var diagnoses = new DiagnosisSource(folder, codes);
        diagnoses.Read();
        var procedures = new ProcedureSource(folder, codes);
        procedures.Read();
        var rules = new RuleSource(folder);
        rules.Read();
        var complications = SourceTable.Read(folder, "complications").ToArray();
        var excluded = complications.ToDictionary(
            row => row["compl"],
            row => row.Words("excluded").SelectMany(word => codes.Diagnoses(word, row.Place)).ToArray(), StringComparer.Ordinal);
        var all = diagnoses.All(excluded.Values.SelectMany(list => list)).ToArray();
        return Build(rules.Rules, new(new() { Id = "open-se" }, [])
        {
            DiagnosisFeatures = [.. diagnoses.Features(all)],
            ProcedureFeatures = [.. procedures.Features()],
            ComplicationCategories =
            [
                .. from row in complications
                   from activator in row.Words("activators").DefaultIfEmpty("")
                   select new ComplicationCategory(row["compl"], activator, new(row["sv"], row["en"]), default),
            ],
            ComplicationExclusions =
            [
                .. from row in complications
                   from code in all
                   where excluded[row["compl"]].Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal))
                   select new ComplicationExclusion(row["compl"], DiagnosisCode.Parse(code), default, default),
            ],
            DrgNames = [.. rules.Groups],
            ReturnCodes = [.. SourceTable.Read(folder, "return-codes").Select(row => new ReturnCodeText(new(row["rtc"][0]), new(row["sv"], row["en"])))],
        }, null, () => new()
        {
            Values = [.. ValueNames.Read(folder)],
            Diagnoses = [.. diagnoses.Texts],
            Procedures = [.. procedures.Texts],
        });
    }

    private static DefinitionSet Build(IEnumerable<RuleRow> rules, DefinitionSet parts, Func<ImmutableArray<TestCase>>? cases, Func<SetTexts>? texts = null) => new(
        new() { Id = "open-se", Name = "Gruppera open set OPEN-SE 2026", Country = "swe", Year = 2026, Delivery = "definitions/open", Date = "2026-11-30" },
        rules, RuleOrder.Number, texts ?? (() => parts.Texts), cases)
    {
        CodeLookup = CodeLookup.LongestPrefix,
        PrimaryCareCode = ProcedureCode.Parse("_PRIMARY"),
        DiagnosisFeatures = parts.DiagnosisFeatures,
        ProcedureFeatures = parts.ProcedureFeatures,
        ComplicationCategories = parts.ComplicationCategories,
        ComplicationExclusions = parts.ComplicationExclusions,
        DrgNames = parts.DrgNames,
        ReturnCodes = parts.ReturnCodes,
    };
}
