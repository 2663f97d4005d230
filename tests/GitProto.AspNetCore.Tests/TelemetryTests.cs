using System.Diagnostics;
using System.Diagnostics.Metrics;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>What a host learns of what was served: lines of a log, traces, numbers.</summary>
[CancelAfter(120_000)]
public sealed class TelemetryTests
{
    private HostedGit host = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        host = await HostedGit.StartAsync();
        SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public void What_was_served_is_logged_with_its_repository_and_version()
    {
        host.Git(2, "ls-remote", host.Url("r.git"));
        host.Log.All.ShouldContain(line => line.StartsWith($"Debug Served UploadPack of {host.Place.At("served", "r.git")} in version 2 in ", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_refusal_is_logged_with_its_reason_fit_for_display()
    {
        await RawHttp.AskAsync(host.Port, RawHttp.Turn("/r.git/git-upload-pack", "0014command=\u001b[31mls\n0000"));
        var line = host.Log.All.Single(line => line.StartsWith("Information Refused UploadPack of ", StringComparison.Ordinal));
        line.ShouldNotContain("\u001b");
    }

    [Test]
    public void Services_are_traced()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GitServerTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (seen) seen.Add(activity); },
        };
        ActivitySource.AddActivityListener(listener);
        host.Git(2, "ls-remote", host.Url("r.git"));
        lock (seen)
        {
            seen.ShouldContain(activity => activity.OperationName == "Git UploadPack" && Equals(activity.GetTagItem(GitServerTelemetry.OutcomeTag), "served")
                && Equals(activity.GetTagItem(GitServerTelemetry.RepositoryTag), host.Place.At("served", "r.git")));
        }
    }

    [Test]
    public async Task Services_are_counted_by_how_they_ended()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: GitServerTelemetry.Name, Name: "gitproto.server.services" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var words = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
            lock (counted)
                counted.Add(words);
        });
        listener.Start();
        host.Git(2, "ls-remote", host.Url("r.git"));
        await RawHttp.AskAsync(host.Port, RawHttp.Turn("/r.git/git-upload-pack", "0014command=nonsense0000"));
        lock (counted)
        {
            counted.ShouldContain("UploadPack served");
            counted.ShouldContain("UploadPack refused");
        }
    }
}
