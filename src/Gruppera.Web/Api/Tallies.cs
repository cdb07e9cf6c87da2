using Gruppera.Grouping;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Api;

/// <summary>Counts of one request, added to the metrics when it ends. Not thread-safe.</summary>
internal sealed class Tallies(LoadedSet set)
{
    private readonly long[] _byReturnCode = new long[128];

    internal long Grouped { get; private set; }

    internal long Unreadable { get; set; }

    /// <summary>Contacts of care that NordDRG does not describe.</summary>
    internal long Outside { get; set; }

    internal void Count(in GroupingResult result)
    {
        Grouped++;
        _byReturnCode[result.ReturnCode.Value & 127]++;
    }

    internal void Report()
    {
        KeyValuePair<string, object?> id = new("set", set.Id);
        for (var code = 0; code < _byReturnCode.Length; code++)
        {
            if (_byReturnCode[code] > 0)
                Telemetry.Contacts.Add(_byReturnCode[code], id, new("return_code", new ReturnCode((char)code).ToString()));
        }

        if (Unreadable > 0)
            Telemetry.Unreadable.Add(Unreadable, id);
    }

    /// <summary>Adds what became of a file.</summary>
    internal static void Report(LoadedSet set, Formats.Contacts.GroupingSummary summary)
    {
        foreach (var (code, contacts) in summary.ByReturnCode)
            Telemetry.Contacts.Add(contacts, new("set", set.Id), new("return_code", code.ToString()));
        if (summary.Unreadable > 0)
            Telemetry.Unreadable.Add(summary.Unreadable, new KeyValuePair<string, object?>("set", set.Id));
    }
}
