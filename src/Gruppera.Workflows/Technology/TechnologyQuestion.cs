using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Technology;

/// <summary>How a technology is given.</summary>
public enum TechnologySetting
{
    /// <summary>In inpatient episodes.</summary>
    Inpatient,

    /// <summary>In outpatient visits.</summary>
    Visit,

    /// <summary>In visits of health-care staff to the home.</summary>
    HomeVisit,

    /// <summary>By a chain of contacts that only together are the technology.</summary>
    CareChain,

    /// <summary>By continuous care at home.</summary>
    HomeCare,

    /// <summary>By the patients themselves, as home dialysis.</summary>
    SelfCare,
}

/// <summary>One of the things that together describe a technology: a contact has it where it has any of its codes. Immutable.</summary>
public sealed record TechnologyPart
{
    /// <summary>Diagnoses; a code stands for all that begin with it.</summary>
    public ImmutableArray<string> Diagnoses { get => field.IsDefault ? [] : field; init; }

    /// <summary>Procedures; a code stands for all that begin with it.</summary>
    public ImmutableArray<string> Procedures { get => field.IsDefault ? [] : field; init; }

    /// <summary>ATC codes of medicines, from the column of the file or among its procedures; a code stands for all that begin with
    /// it.</summary>
    public ImmutableArray<string> Atc { get => field.IsDefault ? [] : field; init; }

    /// <summary>ICF codes of functions, which stand among the procedures; a code stands for all that begin with it.</summary>
    public ImmutableArray<string> Icf { get => field.IsDefault ? [] : field; init; }

    /// <summary>A part by its codes with blanks between them, each of the kind that it looks like: <c>L01XC02</c> is ATC, <c>C34</c> a
    /// diagnosis, <c>b110</c> ICF, and all else a procedure.</summary>
    public static TechnologyPart Of(string codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var kinds = TypedWords.Split(codes).ToLookup(code => FunctionCode.IsWritten(code) ? 'f'
            : code is [var first, >= '0' and <= '9', >= '0' and <= '9', .. var rest] && char.IsAsciiLetter(first)
                ? rest is [var letter, ..] && char.IsAsciiLetter(letter) ? 'a' : 'd' : 'p');
        return new() { Diagnoses = [.. kinds['d']], Procedures = [.. kinds['p']], Atc = [.. kinds['a']], Icf = [.. kinds['f']] };
    }

    /// <summary>Its codes with blanks between them.</summary>
    public override string ToString() => string.Join(' ', Codes);

    internal IEnumerable<string> Codes => Diagnoses.Concat(Procedures).Concat(Atc).Concat(Icf);

    /// <summary>Its procedures and functions, which stand in one place.</summary>
    internal ImmutableArray<string> Recorded => [.. Procedures, .. Icf];
}

/// <summary>A new technology to be assessed. Immutable.</summary>
/// <remarks>Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024).</remarks>
public sealed partial record TechnologyQuestion
{
    /// <summary>The technology.</summary>
    public required string Name { get; init; }

    /// <summary>Its English name, which tables with English texts get; the same as <see cref="Name"/> where it is not given.</summary>
    public string EnglishName { get => field is { Length: > 0 } ? field : Name; init; }

    /// <summary>First year with contacts.</summary>
    public required int Start { get; init; }

    /// <summary>What describes it: a contact has the technology where it has every part. 1 to 8.</summary>
    public required ImmutableArray<TechnologyPart> Parts { get; init; }

    /// <summary>How it is given.</summary>
    public TechnologySetting Setting { get; init; }

    /// <summary>Column of the contacts with ATC codes, blanks between them; empty for none.</summary>
    public string AtcColumn { get => field ?? ""; init; }

    /// <summary>Column of the contacts with the cost of medicines; empty for none.</summary>
    public string MedicineCostColumn { get => field ?? ""; init; }

    /// <summary>Days between two contacts of a patient within which code and medicine may belong together;
    /// 30 where it is not given.</summary>
    public int Days { get => field > 0 ? field : 30; init; }

    /// <summary>True if a medicine is a part of it.</summary>
    public bool HasMedicine => Parts.Any(part => !part.Atc.IsEmpty);

    /// <summary>Reads a question written as JSON.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="problem">What is wrong, with its place; empty if it is right.</param>
    public static TechnologyQuestion? Read(string json, out string problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonStrings.Demand(json);
            var question = JsonSerializer.Deserialize(json, QuestionJson.Default.TechnologyQuestion) ?? throw new JsonException();
            problem = question.Parts.IsDefault || question.Parts.Length is 0 or > 8
                || question.Parts.Any(part => part is null || !part.Codes.Any())
                ? "parts: 1 to 8, each with diagnoses, procedures, atc or icf"
                : question.Start is < 1900 or > 9000 ? "start: a year"
                : question.Parts.SelectMany(part => part.Diagnoses).FirstOrDefault(code => FunctionCode.IsWritten(code)) is { } function
                    ? $"diagnoses: {function} is written as a code of functions (ICF): give it in icf, or write it in capitals"
                : "";
            return problem.Length == 0 ? question : null;
        }
        catch (JsonException exception)
        {
            problem = InWords(exception);
            return null;
        }
    }

    /// <summary>What is wrong with the text, without the names of our types.</summary>
    private static string InWords(JsonException exception)
    {
        var names = string.Join(", ", exception.Message.Split('\'').Where((word, i) => i % 2 == 1 && word.All(char.IsAsciiLetter)));
        return exception.Message.Contains("missing required", StringComparison.Ordinal) ? $"{names} missing"
            : exception.Message.StartsWith("Duplicate", StringComparison.Ordinal) ? $"{names} stands twice"
            : exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"{names} not known"
            : $"{exception.Path ?? "$"}, line {(exception.LineNumber ?? 0) + 1}: not JSON, or not the kind of value that belongs here";
    }

    [JsonSourceGenerationOptions(
        JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false)]
    [JsonSerializable(typeof(TechnologyQuestion))]
    private sealed partial class QuestionJson : JsonSerializerContext;
}
