using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gruppera.Explanation;
using Gruppera.Native.Answers;
using Gruppera.Native.Borders;
using Gruppera.Native.Columns;
using Gruppera.Native.Results;

namespace Gruppera.Native.Exports;

/// <summary>The functions of <c>gruppera.h</c> that take one contact.</summary>
internal static unsafe class ContactExports
{
    [UnmanagedCallersOnly(EntryPoint = "gruppera_group_contact", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Group(long set, byte** contact, nuint contactSize, nint* result, nuint resultSize)
    {
        try
        {
            var found = Library.Sets.Find(set);
            Border.NotNull(result, "result");
            var columns = Border.Within((long)resultSize / sizeof(nint), 1, 1024, "fields of result");
            var lent = found.Borrow();
            var outcome = lent.Rows.Group(Row(lent.Text, contact, contactSize));
            found.Return(lent);
            for (var i = 0; i < columns; i++)
                result[i] = i < found.Values.Length ? found.Values[i].List.PointerAt(found.Values[i].PlaceOf(outcome)) : 0;
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_explain_contact", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Explain(long set, byte** contact, nuint contactSize, byte* lens, byte* language, byte** json)
    {
        try
        {
            Border.NotNull(json, "json");
            *json = null;
            var found = Library.Sets.Find(set);
            var lent = found.Borrow();
            var read = lent.Rows.ToContact(Row(lent.Text, contact, contactSize), out var problem);
            found.Return(lent);
            if (read is null)
                throw new StatusException(Status.Columns, $"The contact: {problem!.Id} {problem.Meaning}. {problem.Remedy}");
            *json = Explain(found, read, lens, language);
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    /// <summary>An explanation for the caller, who frees it.</summary>
    internal static byte* Explain(NativeSet set, CareContact contact, byte* lens, byte* language)
    {
        var named = Border.Text(lens, "lens") ?? "near";
        var (text, say) = (named switch
        {
            "why" => ExplanationLens.Why,
            "near" => ExplanationLens.Near,
            "full" => ExplanationLens.Full,
            _ => throw new StatusException(Status.Argument, $"There is no lens '{named}': give why, near or full."),
        }, SetExports.LanguageOf(language) ?? set.Language);
        return Border.Copy(NativeJson.Write(set.Explainer.Explain(contact, text), say));
    }

    /// <summary>The fields of a contact as a row; those that the caller's header does not have are not given.</summary>
    private static ReadOnlySpan<byte> Row(RowBytes text, byte** contact, nuint size)
    {
        Border.NotNull(contact, "contact");
        var given = Border.Within((long)size / sizeof(nint), 1, 1024, "fields of contact");
        text.Clear();
        for (var i = 0; i < NativeSet.ContactColumns.Length; i++)
        {
            if (i > 0)
                text.Next();
            if (i < given && contact[i] is not null)
                text.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(contact[i]));
        }

        text.End();
        return text.Bytes;
    }
}
