using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Native.Answers;
using Gruppera.Native.Borders;
using Gruppera.Native.Results;
using Gruppera.Presentation.Texts;
using Gruppera.Workflows.Sets;

namespace Gruppera.Native.Exports;

/// <summary>The functions of <c>gruppera.h</c> that are about definition sets.</summary>
internal static unsafe class SetExports
{
    [UnmanagedCallersOnly(EntryPoint = "gruppera_open", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Open(byte* set, byte* country, byte* language, long* handle)
    {
        try
        {
            Border.NotNull(handle, "handle");
            *handle = 0;
            var named = Border.Text(language, "language");
            var read = Read(Border.Text(set, "set") ?? OpenSet.Id, Border.Text(country, "country"));
            *handle = Library.Sets.Add(new(read, named is null ? null : LanguageOf(named)));
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_set_json", CallConvs = [typeof(CallConvCdecl)])]
    internal static int SetJson(long set, byte** json)
    {
        try
        {
            Border.NotNull(json, "json");
            *json = null;
            var found = Library.Sets.Find(set);
            var definitions = found.Grouper.Definition.Set;
            *json = Border.Copy(NativeJson.Write(
                new SetStamp(definitions.Version, Grouper.EngineVersion, definitions.Rules.Length), found.Language));
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_drg_name", CallConvs = [typeof(CallConvCdecl)])]
    internal static int DrgName(long set, byte* drg, byte* language, byte** text)
    {
        try
        {
            Border.NotNull(text, "text");
            *text = null;
            var found = Library.Sets.Find(set);
            var code = Border.Needed(drg, "drg");
            var definition = found.Grouper.Definition;
            for (var rank = 0; rank < definition.Set.Rules.Length; rank++)
            {
                if (definition.Set.Rules[rank].Drg == code)
                    return Give(found, definition.DrgNameOf(rank).Text, language, text);
            }

            throw new StatusException(Status.Argument, $"The set has no group '{code}'.");
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_return_code_text", CallConvs = [typeof(CallConvCdecl)])]
    internal static int ReturnCodeText(long set, byte* code, byte* language, byte** text)
    {
        try
        {
            Border.NotNull(text, "text");
            *text = null;
            var found = Library.Sets.Find(set);
            var wanted = Border.Needed(code, "code");
            var texts = found.Grouper.Definition.Set.ReturnCodes;
            return texts.Any(each => each.Code.ToString() == wanted)
                ? Give(found, texts.First(each => each.Code.ToString() == wanted).Text, language, text)
                : throw new StatusException(Status.Argument, $"The set has no text for return code '{wanted}'.");
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_texts", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Texts(long set, byte* column, byte*** texts, int* count)
    {
        try
        {
            Border.NotNull(texts, "texts");
            Border.NotNull(count, "count");
            *texts = null;
            *count = 0;
            *texts = (byte**)Library.Sets.Find(set).Find(Border.Needed(column, "column")).List.All(out *count);
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    /// <summary>The language of a name; null for none asked for.</summary>
    internal static Language? LanguageOf(byte* language) =>
        Border.Text(language, "language") is { } name ? LanguageOf(name) : null;

    private static Language LanguageOf(string name) => Languages.Find(name)
        ?? throw new StatusException(
            Status.Argument,
            $"There is no language '{name}'. There are {string.Join(", ", Languages.All.Select(each => each.Code))}.");

    private static int Give(NativeSet set, TableText text, byte* language, byte** to)
    {
        var said = (LanguageOf(language) ?? set.Named) is { } asked ? text.In(asked) : text.ToString();
        *to = (byte*)set.Texts.Of(said);
        return (int)Status.Ok;
    }

    private static DefinitionSet Read(string idOrPath, string? country)
    {
        var reading = SetFinder.Find(idOrPath, new() { Country = country, TestCases = TestCases.Read })
            ?? throw new StatusException(
                Status.Set,
                $"There is no definition set '{idOrPath}': it is neither {OpenSet.Id} nor an imported set nor a path.");
        return reading.Set ?? throw new StatusException(
            Status.Set,
            $"The definition set '{idOrPath}' cannot be used. " + string.Join(
                " ", reading.Issues.Where(issue => issue.Code.Severity == IssueSeverity.Error).Take(5).Select(issue => issue.ToString())));
    }
}
