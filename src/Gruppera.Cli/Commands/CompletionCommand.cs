using System.CommandLine;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera completion</c>: a script that has a shell complete verbs, options, and the names of sets, lists and
/// layouts. Each asks the program for the words (<see cref="Completion"/>).</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # Completion of gruppera for bash. For this shell: source <(gruppera completion bash)
        # For all: gruppera completion bash > ~/.local/share/bash-completion/completions/gruppera
        _gruppera() {
            local line=${COMP_LINE:0:$COMP_POINT} IFS=$'\n' last
            COMPREPLY=($("${COMP_WORDS[0]/#\~/$HOME}" '[suggest]' "$line" 2>/dev/null))
            last=${line##* }
            if [[ $last == --*=* && $COMP_WORDBREAKS == *=* ]]; then
                COMPREPLY=("${COMPREPLY[@]#"${last%%=*}="}")
            fi
        }
        complete -o bashdefault -o default -F _gruppera gruppera
        """;

    private const string Zsh = """
        #compdef gruppera
        # Completion of gruppera for zsh. For this shell: source <(gruppera completion zsh)
        # For all: gruppera completion zsh > a folder of $fpath/_gruppera
        _gruppera() {
            local -a found
            found=("${(@f)$(${words[1]} '[suggest]' "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
            if [[ -n ${found[1]} ]]; then
                compadd -- "${found[@]}"
            else
                _files
            fi
        }
        compdef _gruppera gruppera
        """;

    private const string Fish = """
        # Completion of gruppera for fish. For this shell: gruppera completion fish | source
        # For all: gruppera completion fish > ~/.config/fish/completions/gruppera.fish
        function __gruppera
            set -l found (gruppera '[suggest]' (commandline -cp | string collect) 2>/dev/null)
            if test (count $found) -gt 0
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c gruppera -f -a '(__gruppera)'
        """;

    private const string PowerShell = """
        # Completion of gruppera for PowerShell. For this shell: gruppera completion pwsh | Out-String | Invoke-Expression
        # For all: put that line into the file that $PROFILE names
        Register-ArgumentCompleter -Native -CommandName gruppera, gruppera.exe -ScriptBlock {
            param($word, $ast, $cursor)
            $line = $ast.ToString()
            $at = $cursor - $ast.Extent.StartOffset
            if ($at -gt $line.Length) { $line += ' ' } else { $line = $line.Substring(0, $at) }
            & $ast.CommandElements[0].Value '[suggest]' $line 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    internal static Command Create(Session session)
    {
        var shell = new Argument<string>("shell") { Description = session.Say("bash, zsh, fish or pwsh") };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", session.Say("Print a script that has a shell complete commands")) { shell };
        command.SetAction(parsed =>
        {
            session.Out.WriteLine(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCode.Done;
        });
        return command;
    }
}
