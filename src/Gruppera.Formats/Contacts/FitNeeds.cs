namespace Gruppera.Formats.Contacts;

/// <summary>What a file gives of what grouping needs, and the refusal of one that gives too little. Thread-safe.</summary>
internal static class FitNeeds
{
    private static readonly (string Name, ContactNeeds Need)[] Needs =
        [("age", ContactNeeds.Age), ("duration", ContactNeeds.Duration), ("diagnoses", ContactNeeds.Diagnoses), ("sex", ContactNeeds.Sex)];

    private static readonly Dictionary<string, (Text Text, ContactRole[] Roles, string Example)> Wanted = new(StringComparer.Ordinal)
    {
        ["age"] = ("no age", [ContactRole.AgeDays, ContactRole.AgeYears, ContactRole.BirthDate, ContactRole.BirthYear], "age_years"),
        ["duration"] = (
            "no care days",
            [ContactRole.Duration, ContactRole.Nights, ContactRole.AdmissionDate, ContactRole.DischargeDate, ContactRole.CareForm], "days"),
        ["diagnoses"] = ("no diagnoses", [], "diagnoses"),
    };

    /// <summary>The facts that a header does not give, or only in columns that are blank.</summary>
    internal static IEnumerable<string> Missing(LayoutBinding binding, Func<Cell, bool> isFilled)
    {
        var isDated = Has(ContactRole.AdmissionDate);
        if (!Has(ContactRole.AgeDays) && !Has(ContactRole.AgeYears)
            && !(isDated && (Has(ContactRole.BirthDate) || Has(ContactRole.BirthYear) || Has(ContactRole.PersonalId))))
            yield return "age";
        if (!Has(ContactRole.Duration) && !Has(ContactRole.Nights) && !Has(ContactRole.CareForm)
            && binding.Layout.CareForm == CareForm.ByDates
            && !(isDated && (Has(ContactRole.DischargeDate) || binding.Layout.IsVisitWithoutDischarge)))
        {
            yield return "duration";
        }

        if (!binding.DiagnosisLists.Append(binding.Principal).Concat(binding.Diagnoses.Select(pair => pair.Code)).Any(IsThere))
            yield return "diagnoses";
        if (!Has(ContactRole.Sex) && !Has(ContactRole.PersonalId))
            yield return "sex";
        if (!binding.ProcedureLists.Concat(binding.Procedures.Select(pair => pair.Code)).Any(IsThere))
            yield return "procedures";
        if (!Has(ContactRole.Discharge) && !Has(ContactRole.Dead) && !Has(ContactRole.DeathDate) && !Has(ContactRole.Transferred))
            yield return "discharge";

        bool Has(ContactRole role) => IsThere(binding[role]);
        bool IsThere(Cell cell) => cell.Exists && isFilled(cell);
    }

    /// <summary>True if something that is needed is among what is missing.</summary>
    internal static bool Lacking(ContactNeeds needs, IEnumerable<string> missing) =>
        missing.Any(name => Needs.Any(each => each.Name == name && needs.HasFlag(each.Need)));

    /// <exception cref="ContactFileException">The file lacks what is needed and may not be missing.</exception>
    internal static void Check(Reading reading, LayoutBinding binding, LayoutWish wish)
    {
        if (wish.Needs.HasFlag(ContactNeeds.Diagnoses) && !wish.AllowMissing.HasFlag(ContactNeeds.Diagnoses))
            binding.RequireDiagnoses();
        var type = reading.Unused.FirstOrDefault(column => HeaderNames.Find(column)?.Fact == HeaderNames.DiagnosisType
            && !wish.Columns.Any(each => each.Header.Equals(column, StringComparison.OrdinalIgnoreCase)));
        if (reading.RepeatsIds && type is not null)
            throw new ContactFileException(
                $"{reading.File} has a row for each diagnosis, not for each contact: ids are repeated, and the column {type} tells what " +
                $"each diagnosis is. Make one row of each contact (gruppera contacts join), or give --column \"{type}=none\" if every " +
                $"row is a contact");
        var missing = Needs.Where(each => wish.Needs.HasFlag(each.Need) && !wish.AllowMissing.HasFlag(each.Need)
            && reading.Missing.Contains(each.Name)).Select(each => each.Name).ToList();
        if (missing.Count > 0)
            throw Lacks(reading, binding, missing);
    }

    private static ContactFileException Lacks(Reading reading, LayoutBinding binding, List<string> missing)
    {
        var (names, example) = (string.Join(",", missing), Wanted[missing[0]].Example);
        var lookedFor = string.Join("; ", missing.Select(LookedFor));
        var unused = reading.Unused.IsEmpty ? "-" : string.Join(", ", reading.Unused);
        var blank = reading.Columns.Where(column => column.IsBlank && missing.Any(fact => IsOf(fact, column.Fact)))
            .Select(column => column.Column).ToList();
        var blanks = string.Join(", ", blank);
        var none = missing.Skip(1).Aggregate(Wanted[missing[0]].Text, (texts, fact) => $"{texts:first} and {Wanted[fact].Text:second}");
        var ofBlank = blank.Count > 0 ? (Text)$" ({blanks}: blank in every row)" : Text.None;
        return new(
            $"{reading.File} gives {none}{ofBlank}. Looked for {lookedFor}. Columns not used: {unused}. Give a column with --column " +
            $"\"HEADER={example}\", or continue without it with --allow-missing {names}");

        string LookedFor(string fact) => string.Join(", ", fact == "diagnoses"
            ? binding.Layout.Diagnoses.Wanted.DefaultIfEmpty("diagnoses") : RolesOf(fact).SelectMany(NamesOf)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .DefaultIfEmpty(string.Join(", ", Wanted[fact].Roles.Select(LayoutJson.NameOf))));
        // A birth without a day to count to is no age.
        IEnumerable<ContactRole> RolesOf(string fact) => fact == "age" && (binding[ContactRole.BirthDate].Exists
            || binding[ContactRole.BirthYear].Exists || binding[ContactRole.PersonalId].Exists)
            ? Wanted[fact].Roles.Append(ContactRole.AdmissionDate) : Wanted[fact].Roles;
        IEnumerable<string> NamesOf(ContactRole role) =>
            (LayoutCatalog.Find(reading.Layout) ?? binding.Layout).Columns.TryGetValue(role, out var column)
                ? column.Names.DefaultIfEmpty(column.ToString())
                : [];
        static bool IsOf(string fact, string column) => fact == "diagnoses"
            ? column is CodeFacts.Principal or CodeFacts.Secondary or CodeFacts.Diagnoses
            : Wanted[fact].Roles.Any(role => LayoutJson.NameOf(role) == column);
    }
}
