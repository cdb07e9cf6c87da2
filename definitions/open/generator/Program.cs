using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Generator;

try
{
    switch (args)
    {
        case ["make", var sources, var tables]:
            var set = OpenSetMaker.Make(sources);
            ModernCsvWriter.Write(set, tables);
            Console.WriteLine($"{set.Rules.Length} rules, {set.DrgNames.Length} groups, {set.TestCases.Length} test cases");
            return 0;
        case ["agreement", var sources, var licensed, .. var rest]:
            if (DefinitionReader.Read(licensed).Set is not { } other)
                throw new SourceException($"{licensed} is no delivery");
            new Agreement(OpenSetMaker.WithoutCases(sources), other).Write(Console.Out, rest.Contains("tuning"), rest.Contains("2") ? 2 : 1);
            return 0;
        case ["realism", var grouped]:
            Realism.Write(grouped, Console.Out);
            return 0;
        default:
            Console.Error.WriteLine("usage: make <folder of sources> <folder for tables>, or agreement <folder of sources> <licensed delivery> [tuning, for that half of the codes] [2, for a breakdown by two characters], or realism <file that gruppera group wrote>");
            return 2;
    }
}
catch (SourceException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
