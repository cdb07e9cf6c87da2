using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Names of MDCs, categories and properties.</summary>
internal static class ValueNames
{
    public static IEnumerable<ValueName> Read(string folder)
    {
        foreach (var row in SourceTable.Read(folder, "mdcs"))
            yield return Name(FeatureType.Mdc, row["mdc"], row["sv"], row["en"]);
        foreach (var row in SourceTable.Read(folder, "medical").Concat(SourceTable.Read(folder, "categories")).DistinctBy(row => row["dgcat"]).OrderBy(row => row["dgcat"], StringComparer.Ordinal))
            yield return Name(FeatureType.Dgcat, row["dgcat"], row["sv"], row["en"]);
        var properties = SourceTable.Read(folder, "properties").ToArray();
        foreach (var row in SourceTable.Read(folder, "medicine-properties").Concat(SourceTable.Read(folder, "function-properties")))
            yield return Name(FeatureType.Dgprop, row["value"], row["sv"], row["en"]);
        foreach (var row in properties.Where(row => row["type"] is "DGPROP" or "PROCDGPROP"))
            yield return Name(FeatureType.Dgprop, row["value"], row["sv"], row["en"]);
        foreach (var row in properties.Where(row => row["type"] == "PDGPROP"))
            yield return Name(FeatureType.Pdgprop, row["value"], row["sv"], row["en"]);
        foreach (var row in SourceTable.Read(folder, "surgical"))
            yield return Name(FeatureType.Procprop, row["procpro"], row["sv"], row["en"]);
        foreach (var row in properties.Where(row => row["type"] == "PROCPRO"))
            yield return Name(FeatureType.Procprop, row["value"], row["sv"], row["en"]) with { Extensive = row["value"] == "99S90" };
        var number = 30;
        foreach (var row in SourceTable.Read(folder, "professions"))
            yield return Name(FeatureType.Procprop, $"99V{number++}", row["sv"], row["en"]);
        yield return Name(FeatureType.Procprop, "99V50", "Yrkesgrupp", "Profession");
        yield return Name(FeatureType.Procprop, "99V60", "Besöksform", "Form of visit");
    }

    private static ValueName Name(FeatureType type, string value, string swedish, string english) =>
        new(type, value, new(swedish, english), false, default);
}
