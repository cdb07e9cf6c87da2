namespace Gruppera.Cli.Jobs;

/// <summary>A plan -> scripts of an engine. A part ends with 0 where it is done, 75 to be tried again, anything else for a fault that
/// another attempt would meet too (docs/scale.md).</summary>
internal static class JobScripts
{
    private const int TryAgain = ExitCode.TryAgain;
    private const int Attempts = 5;

    /// <summary>The files, by name.</summary>
    internal static IEnumerable<(string Name, string Text)> Of(string engine, JobPlan plan) => engine switch
    {
        "slurm" => Slurm(plan),
        "kubernetes" => Kubernetes(plan),
        _ => Shell(plan),
    };

    private static IEnumerable<(string Name, string Text)> Shell(JobPlan plan)
    {
        yield return ("part.sh", $"""
            #!/bin/sh
            # One part: sh part.sh 3
            cd {Quoted(plan.Folder)} || exit 1
            part=$1
            exec {Part(plan)}

            """);
        yield return ("merge.sh", Merge(plan, "#!/bin/sh"));
        yield return ("run.sh", $"""
            #!/bin/sh
            # All parts, {plan.AtOnce ?? 1} at a time, each tried again where it ended with {TryAgain}; then their merge.
            here=$(cd "$(dirname "$0")" && pwd)
            export here
            seq 1 {plan.Parts} | xargs -P {plan.AtOnce ?? 1} -I @ sh -c '
              for attempt in $(seq 1 {Attempts}); do
                sh "$here/part.sh" @; code=$?
                [ $code -eq {TryAgain} ] || break
              done
              [ $code -eq 0 ] || {"{"} echo "part @ ended with $code" >&2; exit 255; {"}"}' || exit 1
            exec sh "$here/merge.sh"

            """);
    }

    private static IEnumerable<(string Name, string Text)> Slurm(JobPlan plan)
    {
        var limit = plan.AtOnce is { } most ? $"%{most}" : "";
        yield return ("part.sh", $"""
            #!/bin/bash
            #SBATCH --job-name={plan.Name}
            #SBATCH --array=1-{plan.Parts}{limit}
            #SBATCH --cpus-per-task={plan.Cpus}
            #SBATCH --mem={plan.PartMegabytes}M
            #SBATCH --requeue
            # Exit code {TryAgain} is to be tried again: RequeueExit={TryAgain} in slurm.conf, or what follows here.
            cd {Quoted(plan.Folder)} || exit 1
            export DOTNET_PROCESSOR_COUNT=${"{"}SLURM_CPUS_PER_TASK:-{plan.Cpus}{"}"}
            part=$SLURM_ARRAY_TASK_ID
            for attempt in $(seq 1 {Attempts}); do
              {Part(plan)}
              code=$?
              [ $code -eq {TryAgain} ] || exit $code
              sleep $((attempt * attempt))
            done
            exit $code

            """);
        yield return ("merge.sh", Merge(plan, $"""
            #!/bin/bash
            #SBATCH --job-name={plan.Name}-{plan.Together}
            #SBATCH --cpus-per-task={plan.Cpus}
            #SBATCH --mem={plan.MergeMegabytes}M
            """));
        yield return ("submit.sh", $"""
            #!/bin/sh
            # Submits the parts, and their merge for when all of them are done.
            here=$(cd "$(dirname "$0")" && pwd)
            parts=$(sbatch --parsable "$here/part.sh") || exit 1
            sbatch --dependency=afterok:$parts --kill-on-invalid-dep=yes "$here/merge.sh"

            """);
    }

    private static IEnumerable<(string Name, string Text)> Kubernetes(JobPlan plan)
    {
        yield return ("parts.yaml", Job(plan, plan.Name, plan.PartMegabytes, $"part=$((JOB_COMPLETION_INDEX + 1)); exec {Part(plan)}", $"""

              completionMode: Indexed
              completions: {plan.Parts}
              parallelism: {Math.Min(plan.AtOnce ?? plan.Parts, plan.Parts)}
              backoffLimitPerIndex: {Attempts}
              maxFailedIndexes: 0
              podFailurePolicy:
                rules:
                - action: Ignore
                  onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
                - action: Count
                  onExitCodes:
                    operator: In
                    values: [{TryAgain}, {ExitCode.Terminated}, 137]
                - action: FailIndex
                  onExitCodes:
                    operator: NotIn
                    values: [0, {TryAgain}, {ExitCode.Terminated}, 137]
            """));
        yield return ("merge.yaml", Job(plan, $"{plan.Name}-{plan.Together}", plan.MergeMegabytes, Together(plan), $"""

              backoffLimit: {Attempts}
            """));
        yield return ("submit.sh", $"""
            #!/bin/sh
            # Submits the parts, waits for all of them, and submits their merge.
            here=$(cd "$(dirname "$0")" && pwd)
            kubectl apply -f "$here/parts.yaml" || exit 1
            kubectl wait --for=condition=complete --timeout=-1s job/{plan.Name} || exit 1
            kubectl apply -f "$here/merge.yaml"

            """);
    }

    private static string Job(JobPlan plan, string name, long megabytes, string line, string spec) => $"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {name}
        spec:{spec}
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: gruppera
                image: {Scalar(plan.Image)}
                workingDir: {Scalar(plan.Folder)}
                command: ["/bin/sh", "-c", {Scalar(line)}]
                env:
                - name: DOTNET_PROCESSOR_COUNT
                  value: "{plan.Cpus}"
                resources:
                  requests:
                    cpu: "{plan.Cpus}"
                    memory: {megabytes}Mi
                  limits:
                    memory: {megabytes}Mi
                volumeMounts:
                - name: data
                  mountPath: {Scalar(plan.Folder)}
              volumes:
              - name: data
                persistentVolumeClaim:
                  claimName: {Scalar(plan.Claim)}

        """;

    private static string Merge(JobPlan plan, string head) => $"""
        {head}
        # Puts the parts together; one that is missing or doubled is told, and nothing is written.
        cd {Quoted(plan.Folder)} || exit 1
        {Together(plan)}
        code=$?
        # Rows that could not be read, and findings, are no failure of the job: the output is whole.
        [ $code -eq {ExitCode.UnreadableRows} ] || [ $code -eq {ExitCode.Findings} ] && echo "ended with $code" >&2 && exit 0
        exit $code

        """;

    private static string Part(JobPlan plan) => Quoted(plan.Program) + " " + string.Join(' ', plan.Each.Select(word => !word.HasNumber
        ? Quoted(word.Before)
            : $"{(word.Before.Length > 0 ? Quoted(word.Before) : "")}$part{(word.After.Length > 0 ? Quoted(word.After) : "")}"));

    private static string Together(JobPlan plan)
    {
        var each = $"for part in $(seq 1 {plan.Parts}); do set -- \"$@\" {Quoted(plan.First.Before)}$part{Quoted(plan.First.After)}; done";
        return $"set --; {each}; {string.Join(' ', [Quoted(plan.Program), plan.Together, "\"$@\"", .. plan.Merge.Select(Quoted)])}";
    }

    /// <summary>A word of a shell.</summary>
    private static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c,
        StringComparison.Ordinal))
        ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>A scalar of YAML in double quotes, which is one of JSON too.</summary>
    private static string Scalar(string text) => System.Text.Json.JsonSerializer.Serialize(text, JobYaml.Options);

    private static class JobYaml
    {
        internal static readonly System.Text.Json.JsonSerializerOptions Options = new()
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
    }
}
