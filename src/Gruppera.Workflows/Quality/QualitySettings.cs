using System.Collections.Immutable;
using System.Text.Json;

namespace Gruppera.Workflows.Quality;

/// <summary>What a site decides about the checks of quality. Immutable.</summary>
public sealed record QualitySettings
{
    /// <summary>Principal diagnoses that say too little, whole codes or their beginnings.</summary>
    public ImmutableArray<string> Unspecific { get; init; } = ["R69", "Z769"];

    /// <summary>Procedures that give a medicine whose ATC code must be there; cytostatics where not said otherwise.</summary>
    public ImmutableArray<string> Administration { get; init; } = ["DT107", "DT108", "DT112", "DT116", "DT135"];

    /// <summary>Codes, diagnoses or procedures, of care that NordDRG does not describe.</summary>
    public ImmutableArray<string> Outside { get; init; } = [];

    /// <summary>Diagnoses that mean an operation, whole codes or their beginnings, with the beginnings of the procedures of which one must
    /// be there; caesarean section where not said otherwise.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Operations { get; init; } =
        new Dictionary<string, ImmutableArray<string>> { ["O82"] = ["MCA"], ["O842"] = ["MCA"] }.ToImmutableDictionary();

    /// <summary>Care days above which leave within them is questioned.</summary>
    public int CareDaysWithLeave { get; init; } = 365;

    /// <summary>Oldest age in years.</summary>
    public int MaxAge { get; init; } = 125;

    /// <summary>Contacts that are remembered in search of doubles; later ones are compared with these alone.</summary>
    public int MaxRemembered { get; init; } = 20_000_000;

    /// <summary>Reads settings written as JSON: <c>unspecific</c>, <c>administration</c>, <c>outside</c> (lists of codes),
    /// <c>operations</c> (an object of such lists),
    /// <c>care_days_with_leave</c>, <c>max_age</c>, <c>max_remembered</c> (numbers). What is not said stays as it is.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problem">What is wrong, or empty.</param>
    /// <returns>The settings, or null if there is a problem.</returns>
    public static QualitySettings? Read(string json, out string problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        var settings = new QualitySettings();
        problem = "";
        try
        {
            JsonStrings.Demand(json);
            using var document = JsonDocument.Parse(
                json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            foreach (var member in document.RootElement.EnumerateObject())
            {
                settings = member.Name switch
                {
                    "unspecific" => settings with { Unspecific = Codes(member.Value) },
                    "administration" => settings with { Administration = Codes(member.Value) },
                    "outside" => settings with { Outside = Codes(member.Value) },
                    "operations" => settings with
                    {
                        Operations = OperationsOf(member.Value),
                    },
                    "care_days_with_leave" => settings with { CareDaysWithLeave = member.Value.GetInt32() },
                    "max_age" => settings with { MaxAge = (int)member.Value.GetUInt16() },
                    "max_remembered" => settings with { MaxRemembered = member.Value.GetInt32() },
                    _ => throw new FormatException($"$.{member.Name}: not known"),
                };
            }

            return settings;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            problem = exception switch
            {
                JsonException { LineNumber: { } line } => $"line {line + 1}: not JSON",
                JsonException => "a name stands twice in an object",
                InvalidOperationException => "a value is of another kind than its name asks for",
                _ => exception.Message,
            };
            return null;
        }
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> OperationsOf(JsonElement member)
    {
        var operations = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var each in member.EnumerateObject())
        {
            if (!operations.TryAdd(DiagnosisCode.Parse(each.Name).ToString(), Codes(each.Value)))
                throw new FormatException($"$.operations.{each.Name}: the diagnosis stands twice");
        }

        return operations.ToImmutable();
    }

    private static ImmutableArray<string> Codes(JsonElement list) =>
        [.. list.EnumerateArray().Select(code => ProcedureCode.Parse(code.GetString()).ToString())];
}
