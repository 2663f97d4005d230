using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>The services that were counted since this was made, each with how it ended.</summary>
internal sealed class CountedServices : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> counted = new();

    public CountedServices()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: GitServerTelemetry.Name, Name: "gitproto.server.services" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
    }

    public IEnumerable<string> All => counted;

    public void Dispose() => listener.Dispose();
}
