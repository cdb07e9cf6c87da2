using System.Xml;
using Gruppera.Definitions;

namespace Gruppera.Formats.Catalogues;

/// <summary>Reads a classification in ClaML (ISO 13120): its categories with their preferred labels, also those that modifiers make.
/// Chapters and blocks are no codes that anyone records.</summary>
internal static class ClamlReader
{
    /// <summary>True for a file that begins as XML.</summary>
    internal static bool Is(ReadOnlySpan<byte> head) => System.Text.Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\n', '\r')
        .StartsWith('<');

    /// <summary>The categories, in the order of the file.</summary>
    /// <exception cref="XmlException">The file is no XML.</exception>
    internal static List<CatalogueCode> Read(Stream file, string language)
    {
        var (classes, modifiers) = (new List<Entry>(), new Dictionary<string, List<Entry>>(StringComparer.Ordinal));
        using var xml = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true });
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("Class" or "ModifierClass"))
                continue;
            var modifier = xml.GetAttribute("modifier");
            var entry = Entry.Read(xml, language);
            if (modifier is null)
                classes.Add(entry);
            else if (modifiers.TryGetValue(modifier, out var list))
                list.Add(entry);
            else
                modifiers[modifier] = [entry];
        }

        var byCode = classes.DistinctBy(entry => entry.Code, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        var divided = classes.Where(entry => entry.IsCategory).Select(entry => entry.Parent).ToHashSet(StringComparer.Ordinal);
        var codes = classes.Where(entry => entry.IsCategory).Select(entry => Plain(entry.Code)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. classes.Where(entry => entry.IsCategory).SelectMany(entry => (divided.Contains(entry.Code) ? [] : Modifications(entry))
                .SelectMany(by => (modifiers.GetValueOrDefault(by.Modifier) ?? []).Where(each => by.Takes(each.Code)))
                .Select(entry.With).Where(made => !codes.Contains(Plain(made.Code))).Prepend(entry))
                .Select(entry => new CatalogueCode(entry.Code) { Texts = [.. entry.Texts] }),
        ];

        // What modifies a class modifies those under it, unless they say otherwise.
        IEnumerable<Modification> Modifications(Entry entry)
        {
            var excluded = new HashSet<string>(StringComparer.Ordinal);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = entry; at is not null && seen.Add(at.Code); at = byCode.GetValueOrDefault(at.Parent))
            {
                excluded.UnionWith(at.Excluded);
                foreach (var by in at.ModifiedBy.Where(by => excluded.Add(by.Modifier)))
                    yield return by;
            }
        }
    }

    private static string Plain(string code) => DiagnosisCode.Parse(code).ToString();

    /// <summary>That a modifier applies to a class; with all its values, or those listed.</summary>
    private sealed record Modification(string Modifier, bool TakesAll)
    {
        internal HashSet<string> Values { get; } = new(StringComparer.Ordinal);

        internal bool Takes(string value) => TakesAll || Values.Contains(value);
    }

    private sealed class Entry
    {
        internal string Code { get; private init; } = "";

        internal bool IsCategory { get; private init; }

        /// <summary>The class that it stands under; empty for none.</summary>
        internal string Parent { get; private set; } = "";

        internal List<Modification> ModifiedBy { get; } = [];

        internal List<string> Excluded { get; } = [];

        internal List<CodeText> Texts { get; private init; } = [];

        internal Entry With(Entry modifier) => new()
        {
            Code = Code + modifier.Code,
            IsCategory = true,
            Texts = [.. Texts.Join(modifier.Texts, text => text.Language, text => text.Language,
                (text, by) => text with { Text = $"{text.Text}: {by.Text}" })],
        };

        internal static Entry Read(XmlReader xml, string language)
        {
            var entry = new Entry { Code = xml.GetAttribute("code") ?? "", IsCategory = xml.GetAttribute("kind") is "category" or null };
            using var inner = xml.ReadSubtree();
            var isPreferred = false;
            inner.Read();
            while (inner.Read())
            {
                if (inner.NodeType != XmlNodeType.Element)
                    continue;
                if (inner.LocalName == "SuperClass")
                    entry.Parent = inner.GetAttribute("code") ?? "";
                else if (inner.LocalName == "ModifiedBy")
                    entry.ModifiedBy.Add(new(inner.GetAttribute("code") ?? "", inner.GetAttribute("all") != "false"));
                else if (inner.LocalName == "ValidModifierClass" && entry.ModifiedBy.Count > 0)
                    entry.ModifiedBy[^1].Values.Add(inner.GetAttribute("code") ?? "");
                else if (inner.LocalName == "ExcludeModifier")
                    entry.Excluded.Add(inner.GetAttribute("code") ?? "");
                else if (inner.LocalName == "Rubric")
                    isPreferred = inner.GetAttribute("kind") is "preferred" or "preferredLong";
                else if (inner.LocalName == "Label" && isPreferred)
                    entry.Add(inner, language);
            }

            return entry;
        }

        private void Add(XmlReader xml, string language)
        {
            var said = xml.GetAttribute("xml:lang") is { Length: >= 2 } code ? code[..2].ToLowerInvariant() : language;
            using var label = xml.ReadSubtree();
            var text = new System.Text.StringBuilder();
            while (label.Read())
            {
                if (label.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                    text.Append(label.Value);
            }

            var folded = Tables.ColumnName.Fold(text.ToString());
            if (folded.Length > 0 && Texts.TrueForAll(known => known.Language != said))
                Texts.Add(new(said, folded));
        }
    }
}
