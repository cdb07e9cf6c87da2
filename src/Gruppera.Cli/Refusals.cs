using Gruppera.Workflows;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli;

/// <summary>Why an operation was refused, with the options of the command line that help.</summary>
internal static class Refusals
{
    internal static Text Of(RefusedException refused) => refused switch
    {
        FewWeightsException few =>
            $"The weight list {few.Coverage.List} has a weight for {few.Share} % of the contacts: choose another list, or add " +
            $"--allow-few-weights",
        MixedSetsException { AreSeveral: true } mixed =>
            $"{mixed.Name} is grouped under several sets, {mixed.Sets}: add --regroup, or take them one by one",
        MixedSetsException other =>
            $"{other.Name} is grouped under {other.Sets}, not {other.Asked ?? "":set}: add --regroup, or use {other.Sets}",
        _ => refused.Text,
    };
}
