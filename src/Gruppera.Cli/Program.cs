using Gruppera.Cli;
using Gruppera.Cli.Terminal;

NativeParts.Serve();
return CommandLine.Run(args, Session.OfProcess());
