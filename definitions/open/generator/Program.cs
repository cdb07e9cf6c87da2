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
        case ["agreement", var sources, var licensed, .. var width]:
            if (DefinitionReader.Read(licensed).Set is not { } other)
                throw new SourceException($"{licensed} is no delivery");
            new Agreement(OpenSetMaker.WithoutCases(sources), other).Write(Console.Out, width is ["2"] ? 2 : 1);
            return 0;
        default:
            Console.Error.WriteLine("usage: make <folder of sources> <folder for tables>, or agreement <folder of sources> <licensed delivery> [2 for a breakdown by two characters]");
            return 2;
    }
}
catch (SourceException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
