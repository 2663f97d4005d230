using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Peers.Containers;
using GitProto.Conformance.Running;
using GitProto.Tests;

namespace GitProto.Conformance.Tests;

/// <summary>
/// The gits of other releases, in containers. They need an engine: where none answers they are left out, but never in CI.
/// </summary>
[CancelAfter(2_400_000)]
public sealed class ContainerPeersTests : IDisposable
{
    private readonly DockerEngine engine = new();

    [OneTimeSetUp]
    public async Task Find_an_engine()
    {
        if (await engine.MissingAsync(CancellationToken.None) is { } why)
            Counterpart.Lack(why);
    }

    public void Dispose() => engine.Dispose();

    [TestCase(TransportKind.Git)]
    [TestCase(TransportKind.Http)]
    [TestCase(TransportKind.Ssh)]
    public async Task The_gits_of_four_releases_do_what_is_expected(TransportKind transport, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var peers = await NamesAsync(transport, cancellationToken);
        peers.Count.ShouldBe(4);
        var suite = new Suite(new SuiteOptions { Patterns = transport == TransportKind.Git ? CaseChoice.WithoutFaults : [.. CaseChoice.OfEachKind, .. transport == TransportKind.Http ? CaseChoice.OfHttp : []], Peers = peers, RequireAll = true }, output) { Ground = await SharedGround.GetAsync() };

        var code = await suite.RunAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(output.ToString());
        code.ShouldBe(SuiteExit.AsExpected, output.ToString());
        suite.Results.Select(result => (result.Peer, result.Side)).Distinct().Count().ShouldBe(8);
        foreach (var side in suite.Results.GroupBy(result => (result.Peer, result.Side)))
            side.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(10, side.Key.ToString());
        (await engine.ListAsync(ContainerRun.Label, cancellationToken)).ShouldNotContain(one => one.Value == ContainerRun.Own, "containers are left");
    }

    [Test]
    public async Task What_a_killed_run_has_left_is_removed_and_what_others_use_is_not(CancellationToken cancellationToken)
    {
        await using var run = new ContainerRun(engine);
        using var image = new PeerImage(engine, run, DebianRelease.All[0], _ => { });
        await image.EnsureAsync(cancellationToken);
        var left = await StartAsync(image, "999999999-20200101000000", cancellationToken);
        var used = await StartAsync(image, ContainerRun.Own, cancellationToken);
        try
        {
            await run.SweepAsync(cancellationToken);

            var found = (await engine.ListAsync(ContainerRun.Label, cancellationToken)).Select(one => one.Container).ToList();
            found.ShouldNotContain(left);
            found.ShouldContain(used);
        }
        finally
        {
            await engine.RemoveAsync(left, CancellationToken.None);
            await engine.RemoveAsync(used, CancellationToken.None);
        }
    }

    [Test]
    public async Task A_run_that_is_killed_leaves_no_container(CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("gitproto-killed-").FullName;
        try
        {
            var peer = (await NamesAsync(TransportKind.Git, cancellationToken))[0];
            using var run = new SuiteProcess(temporary, "--peer", peer, "--direction", "server", "--jobs", "2");
            var mark = $"{run.Id}-";
            await SuiteProcess.UntilAsync("a container runs", () => RunsAsync(mark, cancellationToken), cancellationToken);

            await run.KillAsync(cancellationToken);

            await SuiteProcess.UntilAsync("no container runs", async () => !await RunsAsync(mark, cancellationToken), cancellationToken);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private async Task<bool> RunsAsync(string mark, CancellationToken cancellationToken) =>
        (await engine.ListAsync(ContainerRun.Label, cancellationToken)).Any(one => one.Value.StartsWith(mark, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> NamesAsync(TransportKind transport, CancellationToken cancellationToken)
    {
        await using var found = await ContainerPeers.FindAsync(Path.GetTempPath(), _ => { }, cancellationToken);
        return [.. found.All.Where(peer => peer.Transport == transport).Select(peer => peer.Name)];
    }

    private Task<string> StartAsync(PeerImage image, string mark, CancellationToken cancellationToken) =>
        engine.StartAsync(new ContainerSpec(image.Name, "sleep", "600") { Labels = new Dictionary<string, string> { [ContainerRun.Label] = mark } }, cancellationToken);
}
