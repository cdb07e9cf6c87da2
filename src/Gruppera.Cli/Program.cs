using Gruppera.Cli;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Parquet;

NativeParts.Serve();
if (args is [ParquetApart.Verb, var parquet])
{
    using var output = Console.OpenStandardOutput();
    return ParquetApart.Write(parquet, output, Console.Error);
}

var session = Session.OfProcess();
if (NativeParts.IsOpenSslThere())
    return CommandLine.Run(args, session);
session.Error.WriteLine(session.Say(
    "OpenSSL is not on this computer: install the package that your system calls libssl3 or openssl-libs."));
return ExitCode.Usage;
