using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Explanation;

/// <summary>One single change to a contact. Immutable.</summary>
public sealed record ContactChange
{
    private const int ShownCodes = 3;

    /// <summary>What is changed.</summary>
    public required ContactChangeKind Kind { get; init; }

    /// <summary>The diagnosis or procedure that is dropped or made principal, or empty.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its place in the contact's list, the first being 1; 0 if it is not about a place.</summary>
    public int Place { get; init; }

    /// <summary>True if the code is a procedure.</summary>
    public bool IsProcedure { get; init; }

    /// <summary>Of a pair, the one code that is dropped; null if it is the whole entry.</summary>
    public string? DroppedPart { get; init; }

    /// <summary>Codes of which any may be added, in order; they all lead to the same group.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>The new age or care days, in days.</summary>
    public int? Days { get; init; }

    /// <summary>The new sex.</summary>
    public Sex? Sex { get; init; }

    /// <summary>The new mode of discharge.</summary>
    public DischargeMode? Discharge { get; init; }

    /// <summary>Text of the code, or of the first that may be added; may be empty, as it is in <see cref="WhatIf.Drops"/>.</summary>
    public TableText CodeText { get; init; } = TableText.None;

    /// <summary>Texts of the first codes that may be added, as many as <see cref="Text"/> names; empty as <see cref="CodeText"/>
    /// is.</summary>
    public ImmutableArray<TableText> AddedTexts { get; init; } = [];

    private Text Written => Named(CodeNotation.Written(Code, IsProcedure));

    /// <summary>The change as a phrase.</summary>
    public Text Text => Kind switch
    {
        ContactChangeKind.DropCode when DroppedPart is not null =>
            (Text)$"without {CodeNotation.Written(DroppedPart):droppedPart} of {Written:code}",
        ContactChangeKind.DropCode => $"without {Written:code}",
        ContactChangeKind.MakePrincipal => $"{Written:code} as principal diagnosis",
        ContactChangeKind.AddDiagnosis =>
            Text.Count(AnyOf.Length, $"with diagnosis {Added:codes}", $"with any of {AnyOf.Length:count} diagnoses: {Added:codes}"),
        ContactChangeKind.AddProcedure =>
            Text.Count(AnyOf.Length, $"with procedure {Added:codes}", $"with any of {AnyOf.Length:count} procedures: {Added:codes}"),
        ContactChangeKind.Duration => RuleLens.Days(new(Days ?? 0)),
        ContactChangeKind.Age => AgeText(new(Days ?? 0)),
        ContactChangeKind.Discharge => Discharge switch
        {
            DischargeMode.Dead => (Text)"dead at discharge",
            DischargeMode.Transferred => "transferred at discharge",
            DischargeMode.LeftAgainstAdvice => "left against advice",
            _ => "alive at discharge",
        },
        _ => Sex switch
        {
            Gruppera.Sex.Male => (Text)"male",
            Gruppera.Sex.Female => "female",
            _ => "sex missing",
        },
    };

    /// <summary>The contact after the change; of codes that may be added, with the first.</summary>
    public CareContact Apply(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return Kind switch
        {
            ContactChangeKind.DropCode when IsProcedure => contact with { Procedures = contact.Procedures.RemoveAt(Place - 1) },
            ContactChangeKind.DropCode when DroppedPart is null => contact with { Diagnoses = contact.Diagnoses.RemoveAt(Place - 1) },
            ContactChangeKind.DropCode =>
                contact with { Diagnoses = contact.Diagnoses.SetItem(Place - 1, Without(contact.Diagnoses[Place - 1])) },
            ContactChangeKind.MakePrincipal =>
                contact with { Diagnoses = contact.Diagnoses.RemoveAt(Place - 1).Insert(0, contact.Diagnoses[Place - 1]) },
            ContactChangeKind.AddDiagnosis => contact with { Diagnoses = contact.Diagnoses.Add(Diagnosis.Parse(AnyOf[0])) },
            ContactChangeKind.AddProcedure => contact with { Procedures = contact.Procedures.Add(ProcedureCode.Parse(AnyOf[0])) },
            ContactChangeKind.Duration => contact with { Duration = new(Days ?? 0) },
            ContactChangeKind.Age => contact with { Age = new(Days ?? 0) },
            ContactChangeKind.Discharge => contact with { Discharge = Discharge ?? default },
            _ => contact with { Sex = Sex ?? default },
        };
    }

    private Diagnosis Without(Diagnosis pair) => pair.Dagger.ToString() == DroppedPart ? new(pair.Code) : new(pair.Dagger);

    /// <summary>An age in days, and in years from the first birthday.</summary>
    internal static Text AgeText(AgeInDays age)
    {
        var years = (int)(age.Days / 365.25);
        var days = age.Days.ToString(CultureInfo.InvariantCulture);
        return years == 0 ? (Text)$"{days} days old" : $"{years} years old ({days} days)";
    }

    /// <summary>The first codes that may be added, with their texts.</summary>
    private Text Added
    {
        get
        {
            var codes = AnyOf.Take(ShownCodes).Select((code, at) => Named(
                CodeNotation.Written(code, Kind == ContactChangeKind.AddProcedure),
                at < AddedTexts.Length ? AddedTexts[at] : TableText.None)).ToArray();
            return codes.Length switch
            {
                1 => codes[0],
                2 => $"{codes[0]:first}; {codes[1]:second}",
                _ => $"{codes[0]:first}; {codes[1]:second}; {codes[2]:third}{(AnyOf.Length > ShownCodes ? " …" : ""):more}",
            };
        }
    }

    /// <summary>The same with the texts of its codes in a set and its catalogues.</summary>
    internal ContactChange In(DefinitionIndex index)
    {
        if (AnyOf.IsEmpty)
            return Code.Length == 0 ? this : this with { CodeText = TextOf(Code) };
        ImmutableArray<TableText> texts = [.. AnyOf.Take(ShownCodes).Select(TextOf)];
        return this with { CodeText = texts[0], AddedTexts = texts };

        TableText TextOf(string code) => IsProcedure || Kind == ContactChangeKind.AddProcedure
            ? index.TextOf(ProcedureCode.Parse(code))
            : index.TextOf(Diagnosis.Parse(code));
    }

    private Text Named(string code) => Named(code, CodeText);

    private static Text Named(string code, TableText name) =>
        name.ToString().Length > 0 ? $"{code} {name:text}" : Text.Verbatim(code);
}
