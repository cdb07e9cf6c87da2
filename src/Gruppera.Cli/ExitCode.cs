namespace Gruppera.Cli;

/// <summary>What the program's exit code means; the list stands in docs/exit-codes.md.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int Usage = 1;
    internal const int SetUnusable = 2;
    internal const int NotInSet = 2;
    internal const int UnreadableRows = 3;
    internal const int Different = 4;
    internal const int Findings = 5;
    internal const int ProgramFault = 70;
    internal const int TryAgain = 75;
    internal const int HungUp = 129;
    internal const int Stopped = 130;
    internal const int NobodyReads = 141;
    internal const int Terminated = 143;
}
