using System.Buffers;
using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Endpoints;

/// <summary>Contacts of one request on their way from JSON to JSON, counted. Not thread-safe.</summary>
internal sealed class GroupRun(LoadedSet set, ResultJson results, IBufferWriter<byte> output, WebOptions options)
{
    private readonly ContactJsonReader _contact = new(options.MaxCodes);
    private readonly Tallies _tallies = new(set);
    private readonly UnknownCodes _unknown = new(new KnownCodes(set.Grouper.Definition));

    internal long Contacts => _tallies.Grouped + _tallies.Outside + _tallies.Unreadable;

    /// <summary>Of JSON lines, the line that is read; 0 of other requests.</summary>
    internal long Line { get; set; }

    internal ContactProblem? LastProblem => _contact.Problem;

    /// <summary>Groups the contact that a reader stands at and writes the members of its result.</summary>
    internal void Next(ref Utf8JsonReader reader)
    {
        _contact.Read(ref reader);
        Write();
    }

    /// <summary>Groups a line; writes nothing before all of it is read.</summary>
    internal void NextLine(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, RequestBody.Json);
        reader.Read();
        _contact.Read(ref reader);
        reader.Read();
        output.Write("{"u8);
        Write();
        output.Write("}\n"u8);
    }

    /// <summary>Writes the members of a contact that is no JSON.</summary>
    internal void Refuse(IssueCode code)
    {
        _contact.FailAsRow(code);
        Write();
    }

    internal void WriteCounts() =>
        ResultJson.WriteCounts(output, _tallies.Grouped, _tallies.Outside, _tallies.Unreadable, _unknown.ByFact());

    /// <summary>Adds what was counted to the metrics.</summary>
    internal void Report() => _tallies.Report();

    private void Write()
    {
        if (_contact.Problem is { } problem)
        {
            _tallies.Unreadable++;
            results.Write(output, _contact.Id, problem, Line);
            return;
        }

        var contact = _contact.View;
        if (contact.CareForm == CareForm.Outside)
        {
            _tallies.Outside++;
            results.WriteOutside(output, _contact.Id);
            return;
        }

        var result = set.Grouper.Group(contact);
        _tallies.Count(result);
        if (result.HasUnknownCodes)
            _unknown.Count(contact);
        var form = CareSetting.Of(
            contact.CareForm, FactSource.Column, contact.Duration, _contact.Specialty,
            _contact.Specialty == Specialty.Missing ? FactSource.Derived : FactSource.Column);
        results.Write(output, _contact.Id, result, form, _contact.Facts.Contradictory, JoinedVisit.Marks(contact));
    }
}
