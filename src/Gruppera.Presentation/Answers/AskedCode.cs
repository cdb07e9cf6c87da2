using System.Collections.Immutable;
using Gruppera.Questions;
using Gruppera.Reach;
using Gruppera.Workflows.Sets;

namespace Gruppera.Presentation.Answers;

/// <summary>A code as people write it, looked up in the tables of diagnoses and of procedures.</summary>
public static class AskedCode
{
    /// <summary>What a set says of a code in each table that has it, and the groups that each can reach.</summary>
    /// <param name="set">The set.</param>
    /// <param name="code">The code, or a pair.</param>
    /// <param name="kind"><c>diagnosis</c> or <c>procedure</c> for one table alone; null or empty for both.</param>
    public static (ImmutableArray<CodeView> Views, ImmutableArray<ReachableDrgs> Reaches) Of(LoadedSet set, string code, string? kind)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(code);
        var views = Views(set.Explorer, code, kind);
        return (views, CodeAnswer.ReachOf(set.Reachability, views, code));
    }

    /// <summary>What a set says of a code in each table that has it.</summary>
    /// <param name="explorer">The set.</param>
    /// <param name="code">The code, or a pair.</param>
    /// <param name="kind"><c>diagnosis</c> or <c>procedure</c> for one table alone; null or empty for both.</param>
    public static ImmutableArray<CodeView> Views(Explorer explorer, string code, string? kind)
    {
        ArgumentNullException.ThrowIfNull(explorer);
        ArgumentNullException.ThrowIfNull(code);
        var diagnosis = Diagnosis.Parse(code);
        return
        [
            .. new[]
            {
                kind == "procedure" || (kind is null or "" && FunctionCode.IsWritten(code)) ? null : explorer.Code(diagnosis),
                kind == "diagnosis" || !diagnosis.Dagger.IsBlank ? null : explorer.Code(ProcedureCode.Parse(code)),
            }.OfType<CodeView>(),
        ];
    }

    /// <summary>Codes near one that the set lacks, in the tables that were asked.</summary>
    /// <param name="explorer">The set.</param>
    /// <param name="code">The code, or a pair.</param>
    /// <param name="kind">As for <see cref="Views"/>.</param>
    public static IEnumerable<NamedCode> Near(Explorer explorer, string code, string? kind)
    {
        ArgumentNullException.ThrowIfNull(explorer);
        ArgumentNullException.ThrowIfNull(code);
        CodeKind? table = kind switch { "diagnosis" => CodeKind.Diagnosis, "procedure" => CodeKind.Procedure, _ => null };
        return explorer.NearCodes(Diagnosis.Parse(code).Code.ToString(), table);
    }
}
