using Gruppera.Formats.Sets;
using Gruppera.OpenSet;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: open-set <folder of sources> <folder for tables>");
    return 2;
}

try
{
    var set = OpenSetMaker.Make(args[0]);
    ModernCsvWriter.Write(set, args[1]);
    Console.WriteLine($"{set.Rules.Length} rules, {set.DrgNames.Length} groups, {set.TestCases.Length} test cases");
    return 0;
}
catch (SourceException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
