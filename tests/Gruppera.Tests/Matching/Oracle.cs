using Gruppera.Definitions;

namespace Gruppera.Tests.Matching;

/// <summary>The algorithm once more, written straight from docs/specification/grouping.md on strings and sets: slow, plain, and sharing nothing with the
/// engine but the tables. Numbers in comments are sections of docs/specification/grouping.md.</summary>
internal sealed class Oracle(DefinitionSet set)
{
    private sealed record Entry(string Code, string Dagger)
    {
        /// <summary>3: rows of the code, of the dagger code, of the pair.</summary>
        public bool Owns(string code, string dagger) => code.Length > 0 && code != "?" && dagger != "?"
            && ((dagger.Length == 0 && (code == Code || code == Dagger)) || (Dagger.Length > 0 && code == Code && dagger == Dagger));
    }

    private readonly HashSet<string> _diagnoses =
    [
        .. set.DiagnosisFeatures.Select(row => (row.Code, row.Dagger)).Concat(set.ComplicationExclusions.Select(row => (row.Code, row.Dagger)))
            .Where(row => !row.Dagger.IsUnknown).Select(row => $"{row.Code}"),
    ];

    private readonly HashSet<string> _procedures = [.. set.ProcedureFeatures.Select(row => $"{row.Code}")];

    private string Known(string code, HashSet<string> known) => set.CodeLookup == CodeLookup.Whole || known.Contains(code)
        ? code
        : Enumerable.Range(3, Math.Max(0, code.Length - 3)).Select(length => code[..length]).LastOrDefault(known.Contains, code);

    private sealed record Unit(HashSet<string> Or, HashSet<string> Procpro);

    public (RuleRow? Rule, int Level, string Mdc) Group(CareContact contact)
    {
        var entries = contact.Diagnoses.Where(entry => !entry.IsBlank)
            .Select(entry => entry.Code.IsBlank ? new Entry($"{entry.Dagger}", "") : new Entry($"{entry.Code}", $"{entry.Dagger}")).ToList();
        var procedures = contact.Procedures.Select(code => $"{code}").Where(code => code.Length > 0 && code != "?").ToList();

        // A secondary diagnosis is compared with the principal as recorded; after that prefixes stand in for codes, where the set says so.
        var complicating = entries.Select((entry, at) => at > 0 && entry != entries[0]).ToList();
        entries = [.. entries.Select(entry => new Entry(Known(entry.Code, _diagnoses), Known(entry.Dagger, _diagnoses)))];
        procedures = [.. procedures.Select(code => Known(code, _procedures))];
        var principal = entries.FirstOrDefault();

        // 3, 4: category of the principal diagnosis: the pair before the code, the dagger code never.
        var category = principal is null ? "" : Category(principal.Code, principal.Dagger);
        if (category.Length == 0 && principal is not null)
            category = Category(principal.Code, "");
        var valid = category.Length > 0
            && (principal!.Dagger.Length == 0 || set.DiagnosisFeatures.Any(row => $"{row.Code}" == principal.Dagger && principal.Dagger != "?" && $"{row.Dagger}" != "?"));

        // 4.1
        var cells = set.Rules.SelectMany(rule => rule.Asked()).Select(cell => (column: cell.Column.Name, value: cell.Cell.TrimStart('-'))).ToList();
        var asks98 = cells.Any(cell => cell.column is "mdc" or "dgcat" && cell.value.StartsWith("98", StringComparison.Ordinal));
        var asks98X = cells.Any(cell => cell.column is "pdgprop" or "dgprop1" or "dgprop2" or "dgprop3" or "dgprop4" && cell.value.StartsWith("98", StringComparison.Ordinal));
        var asks12 = set.Rules.Any(rule => rule[RuleColumn.Mdc] == "12" && rule[RuleColumn.Sex] == "-");
        var sexOf98 = contact.Sex switch { Sex.Male => "12", Sex.Female => "13", _ => !asks98 && asks12 ? "12" : "98" };
        string Recode(string value) => value.StartsWith("98", StringComparison.Ordinal) ? sexOf98 + value[2..] : value;
        string RecodeProperty(string value) => asks98X ? value : Recode(value);
        category = Recode(category);
        var mdc = category.Length < 2 ? category : category[..2];

        // 4
        var pdgprop = Of(principal, FeatureType.Pdgprop).Select(RecodeProperty).ToHashSet();
        var dgprop = entries.SelectMany(entry => Of(entry, FeatureType.Dgprop))
            .Concat(procedures.SelectMany(code => Of(code, FeatureType.Dgprop))).Select(RecodeProperty).ToHashSet();
        var sdgprop = Of(entries.ElementAtOrDefault(1), FeatureType.Sdgprop).ToHashSet();
        var units = entries.Select(entry => new Unit([.. Of(entry, FeatureType.Or)], [.. Of(entry, FeatureType.Procprop)]))
            .Concat(procedures.Select(code => new Unit([.. Of(code, FeatureType.Or)], [.. Of(code, FeatureType.Procprop)]))).ToList();
        var or = units.SelectMany(unit => unit.Or).Where(value => value is not ("" or "0")).ToHashSet();

        // 5
        var level = procedures.SelectMany(code => Of(code, FeatureType.Cc)).Select(value => value switch { "1" => 1, "2" => 2, _ => 0 }).Append(0).Max();
        foreach (var compl in entries.Where((_, at) => complicating[at]).SelectMany(entry => Of(entry, FeatureType.Compl)).Where(compl => compl.Length > 2))
        {
            var (gives, active) = compl[2] switch { 'C' => (1, true), 'G' => (2, true), 'I' => (1, false), 'J' => (2, false), _ => (0, false) };
            active |= set.ComplicationCategories.Any(row => row.Category == compl && dgprop.Contains(row.Activator));
            var excluded = set.ComplicationExclusions.Any(row =>
                WithoutLetter(row.Category) == WithoutLetter(compl) && principal!.Owns($"{row.Code}", $"{row.Dagger}"));
            if (active && !excluded)
                level = Math.Max(level, gives);
        }

        // 6, 7
        return (set.Rules.FirstOrDefault(rule => rule.Asked().All(asked => Met(rule, asked.Column.Name, asked.Cell))), level, mdc);

        bool Met(RuleRow rule, string column, string cell) => column switch
        {
            "icd" => cell == (valid ? "+" : "-"),
            "mdc" => In(cell, [mdc]),
            "dgcat" => In(cell, [category]),
            "pdgprop" => In(cell, pdgprop),
            "or_proc" => cell switch
            {
                "S" => or.Contains("1"),
                "P" => or.Contains("1") || or.Contains("2"),
                "N" => !or.Contains("1"),
                "Z" => !or.Contains("1") && !or.Contains("2"),
                "+" => or.Count > 0,
                "-" => or.Count == 0,
                _ => false,
            },
            "procpro" => In(cell, [.. units.SelectMany(unit => unit.Procpro)]),
            "secpro" => Secpro(cell, rule[RuleColumn.Procpro]),
            "dgprop1" or "dgprop2" or "dgprop3" or "dgprop4" => In(cell, cell.TrimStart('-') is [_, _, 'K', ..] ? sdgprop : dgprop),
            "compl" => cell is "1" or "2" && level >= cell[0] - '0',
            "agelim" => Within(cell, contact.Age.Days),
            "dur" => Within(cell, contact.Duration.Days),
            "sex" => cell == contact.Sex switch { Sex.Male => "M", Sex.Female => "F", _ => "-" },
            "disch" => cell == "N" ? contact.Discharge != DischargeMode.Dead
                : cell == contact.Discharge switch { DischargeMode.Dead => "E", DischargeMode.Transferred => "R", DischargeMode.LeftAgainstAdvice => "L", _ => "" },
            _ => throw new InvalidOperationException(column),
        };

        // 6.1
        bool Secpro(string cell, string p)
        {
            var other = units.Any(unit => unit.Or.Contains("1") && unit.Procpro.Count > 0 && !unit.Procpro.Contains(p));
            return cell switch
            {
                "+" => other,
                "-" => !other,
                ['-', .. var q] => !units.Any(unit => unit.Procpro.Contains(q)),
                var q when p.Length == 0 => units.Any(unit => unit.Procpro.Contains(q)),
                var q => units.Index().Any(one => one.Item.Procpro.Contains(p) && units.Index().Any(two => two.Index != one.Index && two.Item.Procpro.Contains(q))),
            };
        }
    }

    private static bool In(string cell, HashSet<string> values) => cell switch
    {
        "+" or "-" => false,
        ['-', .. var value] => !values.Contains(value),
        _ => values.Contains(cell),
    };

    private static bool Within(string cell, int value) => cell.Skip(1).All(char.IsAsciiDigit) && int.TryParse(cell.AsSpan(1), out var limit)
        && cell[0] switch { '<' => value < limit, '>' => value > limit, _ => false };

    private static string WithoutLetter(string category) => category[..2] + category[3..];

    private string Category(string code, string dagger) => set.DiagnosisFeatures
        .Where(row => row.Type == FeatureType.Dgcat && row.Value.Length > 0 && code != "?" && dagger != "?" && $"{row.Code}" == code && $"{row.Dagger}" == dagger)
        .Select(row => row.Value).FirstOrDefault("");

    private IEnumerable<string> Of(Entry? entry, FeatureType type) => set.DiagnosisFeatures
        .Where(row => row.Type == type && entry is not null && entry.Owns($"{row.Code}", $"{row.Dagger}")).Select(row => row.Value);

    private IEnumerable<string> Of(string procedure, FeatureType type) =>
        set.ProcedureFeatures.Where(row => row.Type == type && $"{row.Code}" == procedure).Select(row => row.Value);
}
