using Gruppera.Cli;
using Gruppera.Cli.Terminal;

return CommandLine.Run(args, Session.OfProcess());
