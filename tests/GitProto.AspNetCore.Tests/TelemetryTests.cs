using System.Diagnostics;
using System.Text;
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
        var line = host.Log.All.Single(line => line.StartsWith($"Information Refused UploadPack of {host.Place.Path}", StringComparison.Ordinal));
        line.ShouldNotContain("\u001b");
    }

    [Test]
    public async Task A_client_that_is_refused_at_the_door_is_logged_and_counted()
    {
        using var counted = new CountedServices();
        await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/none%1b.git/info/refs?service=git-upload-pack&x=1"));
        await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/none.git/info/refs?service=git-upload-pack"));
        host.Log.All.ShouldContain("Information Refused UploadPack of /none.git/info/refs with 404:  ");
        host.Log.All.ShouldContain(line => line.StartsWith("Information Refused (null) of /none\\x1b.git/info/refs with 40", StringComparison.Ordinal));
        counted.All.ShouldContain("None refused");
        counted.All.ShouldContain("UploadPack refused");
    }

    [Test]
    public async Task A_client_that_leaves_is_logged_once()
    {
        var before = host.Log.Ours.Count();
        using (var client = await RawHttp.ConnectAsync(host.Port))
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Turn("/r.git/git-upload-pack", new string('0', 200))[..^199]));
            // One who leaves before the request has found its repository is nobody's client yet.
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
        var clock = Stopwatch.StartNew();
        while (host.Log.Ours.Count() == before && clock.Elapsed < Patience.OfARow)
            await Task.Delay(20);
        await Task.Delay(200);
        host.Log.Ours.Skip(before).ShouldHaveSingleItem();
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
        using var counted = new CountedServices();
        host.Git(2, "ls-remote", host.Url("r.git"));
        await RawHttp.AskAsync(host.Port, RawHttp.Turn("/r.git/git-upload-pack", "0014command=nonsense0000"));
        counted.All.ShouldContain("UploadPack served");
        counted.All.ShouldContain("UploadPack refused");
    }
}
