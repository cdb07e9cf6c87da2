using System.Buffers;
using System.Text.Json;

namespace Gruppera.Formats.Fhir;

/// <summary>Codeable concepts -> codes as cells of contacts have them. What is not understood is counted. Not thread-safe.</summary>
/// <param name="mapping">Which code systems are taken.</param>
/// <param name="isAsterisk">True for a code of an asterisk category.</param>
/// <param name="tally">Takes what is left out.</param>
internal sealed class FhirCodes(FhirMapping mapping, Func<string, bool> isAsterisk, FhirTally tally)
{
    private static readonly SearchValues<char> CodeLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-*+†");

    private readonly List<Coded> _found = [];

    /// <summary>The code of a condition, or the asterisk and dagger codes of a pair (asterisk code first); empty without one.</summary>
    internal string Diagnosis(JsonElement condition)
    {
        Find(condition, "Condition.code", mapping.Diagnoses);
        if (_found.Count < 2)
            return _found.Count == 0 ? "" : _found[0].Code;
        var asterisk = _found.FindIndex(each => each.Mark == '*');
        if (asterisk < 0)
            asterisk = _found.FindIndex(each => each.Mark == '\0' && isAsterisk(each.Code));
        if (asterisk >= 0)
        {
            var dagger = _found.FindIndex(each => each.Mark == '†');
            if (dagger < 0)
                dagger = _found.FindIndex(each => each.Mark == '\0' && each.Order == _found[asterisk].Order
                    && each.Code != _found[asterisk].Code && !isAsterisk(each.Code));
            if (dagger >= 0)
                return $"{_found[asterisk].Code}*{_found[dagger].Code}";
        }

        return First("Condition.code");
    }

    /// <summary>The code of a procedure; empty without one.</summary>
    internal string Procedure(JsonElement procedure)
    {
        Find(procedure, "Procedure.code", mapping.Procedures);
        return _found.Count == 0 ? "" : _found.Count == 1 ? _found[0].Code : First("Procedure.code");
    }

    /// <summary>The first code of the first system; another one of the same system is counted, for nobody says which holds.</summary>
    private string First(string element)
    {
        var first = _found.MinBy(each => each.Order);
        if (_found.Exists(each => each.Order == first.Order && each.Code != first.Code))
            tally.Add(FormatIssues.FhirAmbiguous, element);
        return first.Code;
    }

    private void Find(JsonElement resource, string element, IReadOnlyDictionary<string, FhirSystem> systems)
    {
        _found.Clear();
        var other = "";
        foreach (var coding in FhirElement.Codings(resource, "code"))
        {
            var system = FhirElement.Text(coding, "system");
            if (!systems.TryGetValue(system, out var known))
                other = other.Length > 0 ? other : system.Length > 0 ? system : "-";
            else if (Code(coding, known.Prefix) is { Length: > 0 } code)
                Add(code, known.Order, Mark(coding));
        }

        if (_found.Count == 0)
            tally.AddUnknown(element, other);
    }

    private void Add(string code, int order, char mark)
    {
        if (code[^1] is '*' or '†' or '+')
            (code, mark) = (code[..^1], code[^1] == '*' ? '*' : '†');
        if (code.Length > 0)
            _found.Add(new(code, order, mark));
    }

    private static string Code(JsonElement coding, string prefix)
    {
        var code = FhirElement.Text(coding, "code").Replace(" ", "", StringComparison.Ordinal);
        return code.Length > prefix.Length && code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && code.AsSpan().IndexOfAnyExcept(CodeLetters) < 0 ? code[prefix.Length..] : "";
    }

    /// <summary>Which code of a pair an extension says that it is: <c>*</c>, <c>†</c>, or nothing.</summary>
    private char Mark(JsonElement coding)
    {
        foreach (var extension in FhirElement.List(coding, "extension"))
        {
            if (!mapping.Marks.Contains(FhirElement.Text(extension, "url")))
                continue;
            var value = FhirElement.Member(extension, "valueCoding") is { } given ? FhirElement.Text(given, "code")
                : FhirElement.Text(extension, "valueCode") is { Length: > 0 } code ? code : FhirElement.Text(extension, "valueString");
            switch (value)
            {
                case "*" or "asterisk":
                    return '*';
                case "†" or "+" or "dagger":
                    return '†';
            }
        }

        return '\0';
    }

    private readonly record struct Coded(string Code, int Order, char Mark);
}
