using Gruppera.Cli;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Parquet;

NativeParts.Serve();
if (args is [ParquetApart.Verb, var parquet])
    return ParquetApart.Write(parquet);
var session = Session.OfProcess();
if (NativeParts.IsOpenSslThere())
    return CommandLine.Run(args, session);
session.Error.WriteLine(session.Say(
    "OpenSSL is not on this computer: install the package that your system calls libssl3 or openssl-libs."));
return ExitCode.Usage;
