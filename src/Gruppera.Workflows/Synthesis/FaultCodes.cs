using Gruppera.Definitions;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Synthesis;

/// <summary>Codes that faults are made with: those that the set does not have, and those that it has and that are wrong in a
/// place.</summary>
internal sealed class FaultCodes
{
    private static readonly string[] Unspecifics = ["R69", "Z769"];
    private static readonly string[] MadeUp = ["U999X", "K99Z", "I509XX", "A00Q", "J449YY", "Q99W"];
    private static readonly string[] MadeUpProcedures = ["XX999", "JQQ99", "ZXQ00", "NFQ9Q"];

    internal FaultCodes(World world)
    {
        var book = world.Book;
        var known = new KnownCodes(world.Grouper.Definition);
        Unknown = [.. MadeUp.Where(name => !book.Knows(DiagnosisCode.Parse(name)) && !known.Has(DiagnosisCode.Parse(name)))
            .Select(name => new Code(Diagnosis.Parse(name), Limits.None))];
        UnknownProcedures = [.. MadeUpProcedures.Where(name => book.Procedure(name) is null && !known.Has(ProcedureCode.Parse(name)))
            .Select(name => new Code(ProcedureCode.Parse(name)))];
        Unspecific = [.. book.Diagnoses.Where(code => IsAlone(code) && IsUnspecific(code))];
        NotApplicable = CodeBook.InOrder(
            book.Diagnoses.Where(code => IsAlone(code) && !IsUnspecific(code) && !Medicines.IsAtc(code.Name) && IsRefused(world, code)));
        Asterisks = [.. book.Asterisks.Where(code => CodeBook.IsAsteriskCategory(code.Diagnosis.Code))];
        var common = world.Rest.Where(code => !IsUnspecific(code)).Take(40).ToArray();
        var pairs = book.Diagnoses.Select(code => code.Diagnosis)
            .Where(diagnosis => !diagnosis.Dagger.IsBlank && CodeBook.IsAsteriskCategory(diagnosis.Code)).ToArray();
        Reversed = pairs.Length > 0
            ? [.. pairs.Select(pair => Pair(pair.Dagger, pair.Code))]
            : [.. Asterisks.Take(10)
                .SelectMany(asterisk => common.Take(4).Select(dagger => Pair(dagger.Diagnosis.Code, asterisk.Diagnosis.Code)))];
        NotAsterisk = [.. common.Zip(common.Skip(1), (first, second) => Pair(first.Diagnosis.Code, second.Diagnosis.Code))];
        Operations = book.ProceduresWith(FeatureType.Or, "1");
        Giving = [.. book.Procedures.Where(code => Medicines.Give(code.Procedure))];
        var asked = world.Grouper.Definition.Set.Rules.SelectMany(rule => rule.Conditions)
            .Where(value => value.Length >= 5 && value[0] != '-').ToHashSet(StringComparer.Ordinal);
        Steering = [.. world.Grouper.Definition.Set.ProcedureFeatures.Where(row => asked.Contains(row.Value)
            && Medicines.IsAtc(row.Code.ToString()))
            .Select(row => row.Code).Distinct().Select(code => new Code(code))];
    }

    internal Code[] Unknown { get; }

    internal Code[] UnknownProcedures { get; }

    internal Code[] Unspecific { get; }

    internal Code[] NotApplicable { get; }

    internal Code[] Asterisks { get; }

    internal Code[] Reversed { get; }

    internal Code[] NotAsterisk { get; }

    internal Code[] Operations { get; }

    internal Code[] Giving { get; }

    internal Code[] Steering { get; }

    private static bool IsAlone(Code code) => code.Diagnosis.Dagger.IsBlank;

    private static bool IsUnspecific(Code code) => Unspecifics.Any(start => code.Name.StartsWith(start, StringComparison.Ordinal));

    /// <summary>True if the code has no category, or the rules refuse it (return code 8) for an adult in hospital.</summary>
    private static bool IsRefused(World world, Code code) =>
        !world.Book.IsLoneAsterisk(code) && (code.Category.Length == 0 || world.Grouper.Group(new CareContact
        {
            Sex = Sex.Female,
            Age = AgeInDays.FromYears(40),
            Duration = new(3),
            Diagnoses = [code.Diagnosis],
        }).ReturnCode.Value == '8');

    private static Code Pair(DiagnosisCode first, DiagnosisCode second) => new(new Diagnosis(first, second), Limits.None);
}
