using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Rules and groups: families of letters written once in the sources, here one rule each, in the order in which they are tried.</summary>
internal sealed class RuleSource(string folder)
{
    private const string PrimaryCare = "99X90";
    private const string Physician = "99V35";
    private static readonly (char Hospital, char Primary, string Form)[] Forms = [('O', 'R', "99V20"), ('X', 'U', "99V22"), ('Y', 'V', "99V21"), ('Z', 'W', "99V23")];
    private static readonly (string First, string Second)[] Regions =
        [.. from first in Enumerable.Range(1, 6) from second in Enumerable.Range(1, 6) where first < second select ($"24X0{first}", $"24X0{second}")];

    private readonly Texts _names = new(folder);
    private readonly Dictionary<string, TableText> _texts = [];
    private readonly Dictionary<string, TableText> _short = [];
    private readonly Dictionary<string, string> _mdcOf = [];
    private readonly Dictionary<string, int> _perGroup = [];
    private readonly List<RuleRow> _rules = [];
    private readonly SourceRow[] _mdcs = [.. SourceTable.Read(folder, "mdcs")];
    private readonly SourceRow[] _medical = [.. SourceTable.Read(folder, "medical")];
    private readonly SourceRow[] _surgical = [.. SourceTable.Read(folder, "surgical")];
    private readonly SourceRow[] _special = [.. SourceTable.Read(folder, "rules")];
    private readonly SourceRow[] _professions = [.. SourceTable.Read(folder, "professions").Where(row => row["base"].Length > 0)];

    public IReadOnlyList<RuleRow> Rules => _rules;

    public IEnumerable<DrgName> Groups => _rules.Select(rule => rule.Drg).Concat(Abolished).Distinct().Order(StringComparer.Ordinal)
        .Select(drg => _names.Name(drg, _mdcOf[drg[..3]], _texts[drg[..3]], _short.GetValueOrDefault(drg[..3])));

    /// <summary>Groups that keep their name and have no rule any more.</summary>
    private IEnumerable<string> Abolished =>
        _special.Where(row => row["section"] == "abolished").SelectMany(row => row["letters"].Select(letter => row["base"] + letter));

    public void Read()
    {
        foreach (var row in _special.Where(row => row["sv"].Length > 0))
            Name(row["base"], Mdc(row["base"]), row);
        foreach (var row in _medical)
            Name(row["base"], row["dgcat"][..2], row);
        foreach (var row in _surgical)
            Name(row["base"], row["procpro"][..2], row);
        foreach (var row in _professions)
            Name(row["base"], "50", row);

        Special("validation");
        Special("pre-mdc");
        Primary();
        foreach (var mdc in _mdcs.Select(row => row["mdc"]))
        {
            Special("first", mdc);
            foreach (var row in _surgical.Where(row => row["procpro"][..2] == mdc))
                Family(row, "inpatient", when => (when[RuleColumn.Mdc], when[RuleColumn.Procpro]) = (mdc, row["procpro"]));
            foreach (var row in _surgical.Where(row => row["procpro"][..2] == mdc))
                Family(row, "outpatient", when => (when[RuleColumn.Mdc], when[RuleColumn.Procpro]) = (mdc, row["procpro"]));
        }

        Special("rare");
        Special("cross");
        Special("visit-error");
        Visits(form => (form.Hospital, false));
        Professions(form => (form.Hospital, false));
        Special("newborn");
        foreach (var mdc in _mdcs.Select(row => row["mdc"]))
        {
            Special("first-medical", mdc);
            foreach (var row in _medical.Where(row => row["dgcat"][..2] == mdc))
            {
                Family(row, "inpatient", when => when[RuleColumn.Dgcat] = row["dgcat"]);
                Family(row, "outpatient", when => when[RuleColumn.Dgcat] = row["dgcat"]);
            }
        }

        Special("final");
    }

    private void Primary()
    {
        foreach (var row in _mdcs.Where(row => row["stay"].Length > 0))
        {
            var stay = row["letter"] + row["stay"];
            Name(stay, row["mdc"], row);
            _short.TryAdd(stay, new($"Slutenvård MDC {row["mdc"]}", $"Inpatient care MDC {row["mdc"]}"));
            Add(stay, "L", _ => InMdc(row["mdc"]));
        }

        Visits(form => (form.Primary, true), isIndividual: false);
        Professions(form => (form.Primary, true));
        foreach (var row in _medical)
            Family(row, "primary", when => when[RuleColumn.Dgcat] = row["dgcat"]);
        Visits(form => (form.Primary, true), isIndividual: true, mdc => Array.Exists(_medical, row => row["dgcat"][..2] == mdc && row["primary"].Length == 0));
    }

    /// <summary>A physician's visits without procedure, by MDC and form.</summary>
    private void Visits(Func<(char Hospital, char Primary, string Form), (char Letter, bool IsPrimary)> letter, bool? isIndividual = null, Predicate<string>? isWanted = null)
    {
        foreach (var row in _mdcs.Where(row => row["visit"].Length > 0 && isWanted?.Invoke(row["mdc"]) != false))
        {
            var group = row["letter"] + row["visit"];
            _texts.TryAdd(group, new($"Läkarbesök: {row["sv"]}", $"Physician visit: {row["en"]}"));
            _short.TryAdd(group, new($"Läkarbesök MDC {row["mdc"]}", $"Physician visit MDC {row["mdc"]}"));
            _mdcOf.TryAdd(group, row["mdc"]);
            foreach (var form in Forms.Where(form => isIndividual is null || form.Form == "99V20" == isIndividual))
                Add(group, $"{letter(form).Letter}", _ => Visit(InMdc(row["mdc"]), form.Form, Physician));
        }
    }

    private void Professions(Func<(char Hospital, char Primary, string Form), (char Letter, bool IsPrimary)> letter)
    {
        var number = 30;
        foreach (var row in SourceTable.Read(folder, "professions"))
        {
            var profession = $"99V{number++}";
            if (row["base"].Length == 0)
                continue;
            foreach (var form in Forms)
                Add(row["base"], $"{letter(form).Letter}", _ => Visit(When.Parse("any", row.Place), form.Form, profession));
        }
    }

    private static When Visit(When when, string form, string profession)
    {
        (when[RuleColumn.Procpro], when[RuleColumn.Secpro]) = (form, profession);
        return when;
    }

    private static When InMdc(string mdc)
    {
        var when = When.Parse("", "");
        when[RuleColumn.Mdc] = mdc;
        return when;
    }

    private void Special(string section, string? mdc = null)
    {
        foreach (var row in _special.Where(row => row["section"] == section && (mdc is null || Mdc(row["base"]) == mdc)))
        {
            var pairs = row.Words("when").Contains("trauma2") ? Regions : [("", "")];
            foreach (var letter in row["letters"])
            {
                foreach (var (first, second) in pairs)
                    Add(row["base"], row["letters"], letter, Make(first, second), row["rtc"][0]);
            }

            When Make(string first, string second)
            {
                var when = When.Parse(row["when"], row.Place);
                if (!when.IsAnyMdc && when[RuleColumn.Mdc].Length == 0 && when[RuleColumn.Dgcat].Length == 0 && section is not ("validation" or "final"))
                    when[RuleColumn.Mdc] = Mdc(row["base"]);
                foreach (var region in new[] { first, second }.Where(region => region.Length > 0))
                    when.AddDgprop(region);
                if (first.Length > 0)
                    when[RuleColumn.Icd] = "+";
                return when;
            }
        }
    }

    private void Family(SourceRow row, string column, Action<When> ask) =>
        Add(row["base"], row[column], _ =>
        {
            var when = When.Parse(row["when"], row.Place);
            ask(when);
            return when;
        });

    private void Add(string group, string letters, Func<char, When> when)
    {
        foreach (var letter in letters)
            Add(group, letters, letter, when(letter), '0');
    }

    private void Add(string group, string letters, char letter, When when, char returnCode)
    {
        if (!Texts.IsLetter(letter))
            throw new SourceException($"{group}: no letter {letter}");
        if (when[RuleColumn.Compl].Length == 0 && letters.Length > 1 && letter != letters[^1])
            when[RuleColumn.Compl] = letter == 'A' ? "2" : "1";
        if (letters.Length > 1 && letters is not ("TS" or "PQ" or "CE" or "ACE" or "AE" or "AC"))
            throw new SourceException($"{group}: letters {letters}");
        if (when[RuleColumn.Dur].Length == 0)
            when[RuleColumn.Dur] = letter is 'A' or 'C' or 'E' or 'N' or 'L' ? ">0" : "<1";
        if (letter is 'R' or 'S' or 'T' or 'U' or 'V' or 'W' or 'L')
            when.AddDgprop(PrimaryCare);
        if (when[RuleColumn.Icd].Length == 0 && (when[RuleColumn.Mdc].Length > 0 || when[RuleColumn.Dgcat].Length > 0))
            when[RuleColumn.Icd] = "+";
        var drg = group + letter;
        var number = _perGroup[drg] = _perGroup.GetValueOrDefault(drg) + 1;
        _rules.Add(new()
        {
            Ord = ((_rules.Count + 1) * 1000).ToString(CultureInfo.InvariantCulture),
            Id = $"{drg}{number:00}",
            Drg = drg,
            CombinedDrg = drg,
            ReturnCode = new(returnCode),
            Conditions = [.. when.Cells],
        });
    }

    private void Name(string group, string mdc, SourceRow row)
    {
        _texts.TryAdd(group, new(row["sv"], row["en"]));
        _mdcOf.TryAdd(group, mdc);
    }

    /// <summary>The MDC of a group: its letter, and for R and U its number. Source: the document "DRG - grundläggande begrepp".</summary>
    private string Mdc(string group) => group[0] switch
    {
        'R' => int.Parse(group.AsSpan(1, 2), CultureInfo.InvariantCulture) is <= 19 or (>= 75 and <= 84) or 98 ? "16" : "17",
        'U' => int.Parse(group.AsSpan(1, 2), CultureInfo.InvariantCulture) is <= 49 or (>= 75 and <= 90) or 98 ? "21" : "24",
        var letter => Array.Find(_mdcs, row => row["letter"] == $"{letter}")?["mdc"] ?? throw new SourceException($"{group}: no MDC has this letter"),
    };
}
