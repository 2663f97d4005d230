using System.Diagnostics.Metrics;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>Counts the services that go on, as the meter of the server tells.</summary>
internal sealed class ActiveServices : IDisposable
{
    private readonly MeterListener listener = new();
    private long active;

    public ActiveServices()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: GitServerTelemetry.Name, Name: "gitproto.server.active" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref active, value));
        listener.Start();
    }

    public long Count => Interlocked.Read(ref active);

    /// <summary>Waits until so many go on.</summary>
    public async Task UntilAsync(long count, TimeSpan within)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (Count != count)
        {
            clock.Elapsed.ShouldBeLessThan(within, $"{Count} services go on, not {count}");
            await Task.Delay(10);
        }
    }

    public void Dispose() => listener.Dispose();
}
