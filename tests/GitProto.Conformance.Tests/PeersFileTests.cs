using GitProto.Conformance.Peers.Declared;

namespace GitProto.Conformance.Tests;

/// <summary>What may stand in <c>peers.yaml</c>.</summary>
public sealed class PeersFileTests
{
    [Test]
    public void The_peers_of_the_suite_are_read() => PeersFile.Read(PeersFile.Own).Select(peer => peer.Name).ShouldBe(["dulwich", "libgit2", "jgit", "go-git"]);

    [Test]
    public void A_peer_is_a_few_lines()
    {
        var peer = Read("mine:\n  version: mine --version\n  server: mine serve {root} {port}\n").Single();

        (peer.Name, peer.Client, peer.Build).ShouldBe(("mine", null, null));
        peer.Server!.Has("root").ShouldBeTrue();
    }

    [TestCase("mine:\n  version: v\n  client: c {url}\n  colour: red\n", "colour")]
    [TestCase("mine:\n  client: c {url}\n", "version")]
    [TestCase("mine:\n  version: v\n", "neither")]
    [TestCase("mine:\n  version: v\n  client: c\n", "{url}")]
    [TestCase("mine:\n  version: v\n  server: s {root}\n", "{port}")]
    [TestCase("git:\n  version: v\n  client: c {url}\n", "taken")]
    [TestCase("mine: [", "(1,")]
    public void What_says_nothing_clear_of_a_peer_is_refused(string text, string word) => Should.Throw<ConformanceException>(() => Read(text)).Message.ShouldContain(word);

    private static IReadOnlyList<PeerDeclaration> Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return PeersFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
