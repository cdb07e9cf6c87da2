using Gruppera.Cli;
using Gruppera.Cli.Output;

return Cli.Run(args, Session.OfProcess());
