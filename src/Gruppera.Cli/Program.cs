using Gruppera.Cli;
using Gruppera.Cli.Output;

return CommandLine.Run(args, Session.OfProcess());
