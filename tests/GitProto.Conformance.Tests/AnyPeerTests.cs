using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Running;
using GitProto.Tests;

namespace GitProto.Conformance.Tests;

/// <summary>Peers that nobody wrote code for: a server by its URL, a client by its command.</summary>
[CancelAfter(600_000)]
public sealed class AnyPeerTests
{
    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    public async Task A_server_is_judged_by_its_URL_and_is_left_as_it_was_made(string host, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-url-").FullName;
        try
        {
            var repositories = (await SharedGround.GetAsync()).Repositories;
            await using var server = await new LocalGitDaemon("git").StartAsync(repositories, Path.Join(directory, "served"), cancellationToken);

            var (code, suite, output) = await RunAsync(new SuiteOptions { Server = server.Address.Url("").Replace("127.0.0.1", host, StringComparison.Ordinal), Quick = true, Direction = Direction.Server }, cancellationToken);

            code.ShouldBe(SuiteExit.AsExpected, output);
            suite.Results.Select(result => result.Peer).Distinct().ShouldBe(["server"]);
            suite.Results.ShouldAllBe(result => result.Verdict.Outcome != Outcome.NotOffered);
            suite.Results.Count(result => result.Case.Changes is not null).ShouldBeGreaterThan(5);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [TestCase(TransportKind.Http)]
    [TestCase(TransportKind.Ssh)]
    public async Task A_server_is_judged_by_its_URL_over_every_transport(TransportKind transport, CancellationToken cancellationToken)
    {
        if (SelfServer.Missing(transport) is { } why)
            Counterpart.Lack(why);
        var directory = Directory.CreateTempSubdirectory("gitproto-url-").FullName;
        try
        {
            var repositories = (await SharedGround.GetAsync()).Repositories;
            await using var server = await new SelfServer(transport).StartAsync(repositories, Path.Join(directory, "served"), cancellationToken);

            var (code, suite, output) = await RunAsync(
                new SuiteOptions { Server = server.Address.Url(""), Ssh = server.Address.SshCommand, Patterns = ["*/clone-v2", "*/push-update-v0", "*/archive-tar-v0", "pkt-line.no-other-digits/push-request.update-*"], Direction = Direction.Server }, cancellationToken);

            code.ShouldBe(SuiteExit.AsExpected, output);
            suite.Results.Select(result => result.Peer).Distinct().ShouldBe(["server"]);
            suite.Results.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(3, output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [TestCase("git://127.0.0.1:1/nowhere", "has no basic.git")]
    [TestCase("git://no-such-host.invalid/", "not known")]
    [TestCase("git://[::1]:1/", "Cannot connect")]
    [TestCase("http://127.0.0.1:1/", "has no basic.git")]
    [TestCase("/no/such/directory", "only servers of git://, http://, https:// and ssh can")]
    [TestCase("ftp://127.0.0.1/", "ftp")]
    public async Task A_server_that_cannot_be_judged_is_told_and_is_an_error(string url, string said, CancellationToken cancellationToken)
    {
        var (code, _, output) = await RunAsync(new SuiteOptions { Server = url, Quick = true }, cancellationToken);

        code.ShouldBe(SuiteExit.NoPeer, output);
        output.ShouldContain(said);
    }

    [Test]
    public async Task A_command_that_only_clones_is_judged_by_clones(CancellationToken cancellationToken)
    {
        var (code, suite, output) = await RunAsync(new SuiteOptions { Client = "git -c protocol.version=2 clone {url} {dir}", Quick = true }, cancellationToken);

        code.ShouldBe(SuiteExit.AsExpected, output);
        var played = suite.Results.Where(result => result.Verdict.Outcome == Outcome.Pass).Select(result => result.Case.Id).ToList();
        played.ShouldContain("sideband-pack.flush-ends/clone-v2");
        played.ShouldNotContain("sideband-pack.flush-ends/clone-v0");
        played.ShouldAllBe(id => !id.Contains("push"));
        suite.Results.Where(result => result.Case.Id == "sideband-pack.flush-ends/clone-v2").Select(result => (result.Peer, result.Verdict.Outcome)).ShouldBe([("client", Outcome.Pass), ("client-http", Outcome.Pass)]);
    }

    [TestCase("client")]
    [TestCase("client-http")]
    public async Task A_command_may_be_judged_over_one_transport_alone(string peer, CancellationToken cancellationToken)
    {
        var (code, suite, output) = await RunAsync(new SuiteOptions { Client = "git clone {url} {dir}", Peers = [peer], Patterns = ["*/clone-v2", "http.smart-type/*"] }, cancellationToken);

        code.ShouldBe(SuiteExit.AsExpected, output);
        suite.Results.Select(result => result.Peer).Distinct().ShouldBe([peer]);
        suite.Results.Count(result => result is { Case.Rule.Id: "http.smart-type", Verdict.Outcome: Outcome.Pass }).ShouldBe(peer == "client" ? 0 : 2);
        suite.Results.ShouldAllBe(result => result.Selector == $"--client \"git clone {{url}} {{dir}}\" --peer {peer}");
    }

    [Test]
    public async Task A_clone_without_what_the_server_has_is_found(CancellationToken cancellationToken)
    {
        var (code, _, output) = await RunAsync(new SuiteOptions { Client = "sh -c 'git ls-remote -q \"$0\" >/dev/null; exec git init -q \"$1\"' {url} {dir}", Patterns = ["sideband-pack.flush-ends/clone-v2"] }, cancellationToken);

        code.ShouldBe(SuiteExit.Unexpected, output);
        output.ShouldContain("HEAD is not");
    }

    [Test]
    public async Task A_driver_that_does_not_answer_127_to_a_verb_that_nobody_knows_is_not_believed(CancellationToken cancellationToken)
    {
        var (code, _, output) = await RunAsync(new SuiteOptions { Client = "false {verb} {url} {dir}", Quick = true }, cancellationToken);

        code.ShouldBe(SuiteExit.NoPeer, output);
        output.ShouldContain("127 is expected");
    }

    [Test]
    public async Task A_driver_that_does_nothing_of_what_it_is_asked_is_no_success(CancellationToken cancellationToken)
    {
        var (code, _, output) = await RunAsync(new SuiteOptions { Client = "sh -c 'exit 127' {verb} {url} {dir}", Quick = true }, cancellationToken);

        code.ShouldBe(SuiteExit.Unexpected, output);
        output.ShouldContain("did nothing of what it was asked");
    }

    [TestCase("git clone {url}")]
    [TestCase("git clone '{url} {dir}")]
    public async Task A_command_that_makes_no_sense_is_a_mistake_of_usage(string client, CancellationToken cancellationToken) =>
        (await RunAsync(new SuiteOptions { Client = client, Quick = true }, cancellationToken)).Code.ShouldBe(SuiteExit.Usage);

    [Test]
    public async Task All_lets_every_client_play_with_every_server(CancellationToken cancellationToken)
    {
        var (code, suite, output) = await RunAsync(new SuiteOptions { Peers = ["self", "git"], All = true, Patterns = ["sideband-pack.flush-ends/clone-v2", "push-request.pack-follows/push-update-v0"] }, cancellationToken);

        code.ShouldBe(SuiteExit.AsExpected, output);
        suite.Results.Where(result => result.Side == Direction.Either).Select(result => (result.Peer, result.Case.Id, result.Verdict.Outcome)).ShouldBe(
            [("git with git", "push-request.pack-follows/push-update-v0", Outcome.Pass), ("git with git", "sideband-pack.flush-ends/clone-v2", Outcome.Pass)]);
    }

    private static async Task<(int Code, Suite Suite, string Output)> RunAsync(SuiteOptions options, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var suite = new Suite(options, output) { Ground = await SharedGround.GetAsync() };
        return (await suite.RunAsync(cancellationToken), suite, output.ToString());
    }
}
