using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Gruppera.Web.Api;

/// <summary>The meter <c>Gruppera</c>: contacts by set and return code, contacts that could not be read, time of requests. It never
/// holds anything of a contact but its return code. Thread-safe.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Gruppera";

    private static readonly Meter Meter = new(MeterName, Grouping.Grouper.EngineVersion);

    internal static Counter<long> Contacts { get; } =
        Meter.CreateCounter<long>("gruppera.contacts", "{contact}", "Contacts grouped, by set and return code");

    internal static Counter<long> Unreadable { get; } =
        Meter.CreateCounter<long>("gruppera.contacts.unreadable", "{contact}", "Contacts that could not be read, by set");

    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram(
        "gruppera.request.duration", "s", "Time of requests to the API, by route and status", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60],
        });

    /// <summary>Exports the meter where the usual variable of OpenTelemetry says to.</summary>
    internal static void AddTelemetry(this IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(MeterName).AddOtlpExporter());
    }
}
