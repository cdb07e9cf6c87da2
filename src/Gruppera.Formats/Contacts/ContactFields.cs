using System.Text;
using System.Text.Json;

namespace Gruppera.Formats.Contacts;

/// <summary>Why a contact could not be read. Immutable; it never holds a value.</summary>
/// <param name="Code">The kind of issue.</param>
/// <param name="Field">The field, or empty if it is about the whole contact.</param>
/// <param name="Kind">The kind of JSON value that stood there, or empty.</param>
public sealed record ContactProblem(IssueCode Code, string Field, string Kind);

/// <summary>A field of a contact in JSON.</summary>
internal enum ContactField
{
    Unknown = -1,
    Id,
    Sex,
    AgeDays,
    Age,
    BirthDate,
    BirthYear,
    AdmissionDate,
    DischargeDate,
    Duration,
    LeaveDays,
    Discharge,
    CareForm,
    Specialty,
    Diagnoses,
    Procedures,
}

/// <summary>The names of the fields of a contact in JSON.</summary>
internal static class ContactFields
{
    private const int LongestName = 64;

    private static readonly string[] Names = [.. Enum.GetValues<ContactField>().Where(field => field != ContactField.Unknown)
        .OrderBy(field => (int)field).Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.ToString()))];

    private static readonly byte[][] Bytes = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>All names, in order.</summary>
    internal static IReadOnlyList<string> All => Names;

    internal static string NameOf(ContactField field) => Names[(int)field];

    /// <summary>The field that a fact is given in.</summary>
    internal static ContactField Of(GivenFact fact) => fact switch
    {
        GivenFact.AgeDays => ContactField.AgeDays,
        GivenFact.BirthDate or GivenFact.PersonalId => ContactField.BirthDate,
        GivenFact.BirthYear => ContactField.BirthYear,
        GivenFact.Admission => ContactField.AdmissionDate,
        GivenFact.Discharge => ContactField.DischargeDate,
        GivenFact.Duration => ContactField.Duration,
        GivenFact.CareForm => ContactField.CareForm,
        _ => ContactField.Age,
    };

    /// <summary>The field that a property name means.</summary>
    internal static ContactField Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            return (ContactField)Array.IndexOf(Names, reader.GetString());
        var name = reader.ValueSpan;
        for (var i = 0; i < Bytes.Length; i++)
        {
            if (name.SequenceEqual(Bytes[i]))
                return (ContactField)i;
        }

        return ContactField.Unknown;
    }

    /// <summary>A name that is none of a contact's, cut where it is long.</summary>
    internal static string NameIn(ref Utf8JsonReader reader) =>
        reader.GetString() is { Length: > LongestName } name ? name[..LongestName] : reader.GetString() ?? "";

    /// <summary>What JSON calls a value.</summary>
    internal static string KindOf(JsonTokenType kind) => kind switch
    {
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "boolean",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "array",
        JsonTokenType.StartObject or JsonTokenType.EndObject => "object",
        JsonTokenType.Null => "null",
        _ => "",
    };
}
