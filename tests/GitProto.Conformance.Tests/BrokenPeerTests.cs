using GitProto.Conformance.Cases;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Scripts;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Peers.Broken;
using GitProto.Conformance.Running;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Tests;

/// <summary>Peers that are broken on purpose: each is found by the cases that are named for it, and by no other of the quick set.</summary>
[CancelAfter(900_000), Parallelizable(ParallelScope.Self)]
public sealed class BrokenPeerTests
{
    private const string List0 = "advertisement.head-first/list-v0";
    private const string List1 = "advertisement.head-first/list-v1";
    private const string List2 = "advertisement.head-first/list-v2";
    private const string Clone = "sideband-pack.flush-ends/clone-v?";
    private const string Fetch = "multi_ack_detailed.common/fetch-older-v?";
    private const string Push = "push-request.pack-follows/push-update-v?";
    private const string Near2 = "fetch-response.ready-then-pack/fetch-near-v2";
    private const string Commit = "071d593d580fd61c46d29f867b6b3b4beedea39f";
    private const string Archive = "archive.version-ignored/archive-*-v?";

    private static readonly BrokenPeer[] Servers =
    [
        new("leaves within the pack", BrokenPeer.InBand(packet => packet.Length > 100 ? new FaultAction(packet[..50], Ends: true) : FaultAction.Pass(packet)), Clone, Fetch, Archive),
        new("says a length that is too large", BrokenPeer.At(Elements.LsRefsResponseRef, packet => new FaultAction([packet[0], packet[1], packet[2], (byte)(packet[3] ^ 1), .. packet[4..]])), List2, "sideband-pack.flush-ends/clone-v2", "multi_ack_detailed.common/fetch-older-v2"),
        new("forgets what tags point to", BrokenPeer.At(Elements.AdvertisementPeeled, _ => new FaultAction([])), List0, List1),
        new("forgets to say NAK", BrokenPeer.At(Elements.AcknowledgmentNak, _ => new FaultAction([])), "sideband-pack.flush-ends/clone-v0", "sideband-pack.flush-ends/clone-v1"),
        new("forgets the head of a section", BrokenPeer.At(Elements.FetchResponsePackfile, _ => new FaultAction([])), "sideband-pack.flush-ends/clone-v2", "multi_ack_detailed.common/fetch-older-v2"),
        new("writes in a band that there is not", BrokenPeer.InBand(packet => new FaultAction([.. packet[..4], 9, .. packet[5..]])), Clone, Fetch, Push, Archive),
        new("has one wrong bit in a ref", BrokenPeer.At(Elements.LsRefsResponseRef, packet => new FaultAction([.. packet[..4], packet[4] == (byte)'0' ? (byte)'1' : (byte)'0', .. packet[5..]])), List2, "sideband-pack.flush-ends/clone-v2", "multi_ack_detailed.common/fetch-older-v2"),
        new("says NAK behind ready", BrokenPeer.At(Elements.FetchResponseReady, packet => new FaultAction([.. packet, .. Line("NAK\n")])), Near2),
        new("takes back an edge that nobody has named", (key, packet) => key is { Kind: PacketKind.Flush, Element: Elements.ShallowUpdate } ? new FaultAction([.. Line($"unshallow {Commit}\n"), .. packet]) : FaultAction.Pass(packet), "shallow-update.unshallow-known/deepen-whole-v0"),
        new("acknowledges though the client is done", BrokenPeer.At(Elements.FetchResponsePackfile, packet => new FaultAction([.. Line("acknowledgments\n"), .. Line("ready\n"), .. "0001"u8, .. packet])), "sideband-pack.flush-ends/clone-v2"),
        new("shows a hidden ref", BrokenPeer.At(Elements.LsRefsResponseRef, packet => packet.AsSpan().EndsWith("refs/heads/topic\n"u8) || packet.AsSpan().EndsWith("refs/heads/topic"u8) ? new FaultAction([.. packet, .. Line($"{Commit} refs/secret/one\n")]) : FaultAction.Pass(packet)), List2, "advertisement.hidden/list-hidden-v2", "sideband-pack.flush-ends/clone-v2"),
        new("shows progress to who wants none", BrokenPeer.InBand(packet => new FaultAction([.. Line("\u0002working\n"), .. packet])), "no-progress.quiet/want-quietly-v0"),
        new("lends an object twice", BrokenPeer.At(Elements.AdvertisementHave, packet => new FaultAction(packet.AsSpan().Contains((byte)0) ? packet : [.. packet, .. packet])), "advertisement.have-for-push/lent-v0"),
        new("measures objects wrong", BrokenPeer.At(Elements.ObjectInfoResponseInfo, packet => new FaultAction([.. packet[..^1], (byte)(packet[^1] ^ 1)])), "object-info-response.one-each/info-sizes-v2"),
        new("drops LF", (_, packet) => WithoutLf(packet), "pkt-line.write-newline/list-lines-v?", "pkt-line.write-newline/clone-lines-v?"),
        new("writes a section behind the pack that belongs before it", LateSection(), "shallow-update.depth-only/depth-2-v2", "shallow-update.unshallow-known/deepen-4-v2"),
        new("shows a hidden ref in version 0", BrokenPeer.At(Elements.AdvertisementRef, packet => packet.AsSpan().IndexOf("refs/heads/topic"u8) > 0 ? new FaultAction([.. packet, .. Line($"{Commit} refs/secret/one\n")]) : FaultAction.Pass(packet)), List0, List1, "advertisement.hidden/list-hidden-v?", "sideband-pack.flush-ends/clone-v0", "sideband-pack.flush-ends/clone-v1"),
        new("does not take archives up", BrokenPeer.At(Elements.ArchiveAnswerAck, _ => new FaultAction([])), Archive),
    ];

    private static readonly BrokenPeer[] Clients =
    [
        new("names two commands", BrokenPeer.At(Elements.FetchRequestCommand, packet => new FaultAction([.. packet, .. packet])), "sideband-pack.flush-ends/clone-v2", "multi_ack_detailed.common/fetch-older-v2"),
        new("wants an id that is too short", BrokenPeer.At(Elements.UploadRequestWant, packet => new FaultAction([.. packet[..9], .. packet[9..15], .. packet[9..15], .. packet[21..]])), "sideband-pack.flush-ends/clone-v0", "sideband-pack.flush-ends/clone-v1", "multi_ack_detailed.common/fetch-older-v0", "multi_ack_detailed.common/fetch-older-v1"),
        new("pushes with a wrong old value", BrokenPeer.At(Elements.PushRequestUpdate, packet => new FaultAction([.. packet[..4], packet[4] == (byte)'0' ? (byte)'1' : (byte)'0', .. packet[5..]])), Push),
        new("wants bands of both sizes", BrokenPeer.At(Elements.UploadRequestWant, packet => Asking(packet, "side-band"u8)), "upload-request.only-offered/clone-asks-v0"),
        new("asks for a fact", BrokenPeer.At(Elements.UploadRequestWant, packet => Asking(packet, "symref=HEAD:refs/heads/main"u8)), "upload-request.only-offered/clone-asks-v0"),
        new("hides where its history stops", BrokenPeer.At(Elements.FetchRequestShallow, _ => new FaultAction([])), "shallow-update.unshallow-known/deepen-4-v2", "upload-request.all-shallow/*-v2"),
        new("drops LF", (_, packet) => WithoutLf(packet), "pkt-line.write-newline/*"),
        new("leaves after its commands", BrokenPeer.At(Elements.PushRequestUpdate, packet => new FaultAction(packet, Ends: true)), Push),
    ];

    [TestCaseSource(nameof(Servers))]
    public Task A_broken_server_is_found(BrokenPeer broken, CancellationToken cancellationToken) =>
        CheckAsync(broken, new Pairing(broken.Name, Direction.Server, new SelfClient(), new BrokenServer(broken.Name, sent => new PacketChange(sent, broken.Change))), cancellationToken);

    [TestCaseSource(nameof(Clients))]
    public Task A_broken_client_is_found(BrokenPeer broken, CancellationToken cancellationToken) =>
        CheckAsync(broken, new Pairing(broken.Name, Direction.Client, new BrokenClient(broken.Name, sent => new PacketChange(sent, broken.Change)), new SelfServer()), cancellationToken);

    private static Task CheckAsync(BrokenPeer broken, Pairing pairing, CancellationToken cancellationToken) =>
        CheckAsync(broken.Name, broken.FoundBy, pairing, Catalogue.Positive().Concat(ScriptBook.Cases()).Where(one => one.Quick || broken.FoundBy.Any(pattern => CasePattern.Matches(pattern, one.Id))), cancellationToken);

    /// <summary>Plays cases on a pairing: those fail whose ids these patterns match, and no others.</summary>
    internal static async Task CheckAsync(string name, IReadOnlyList<string> foundBy, Pairing pairing, IEnumerable<Cases.Case> cases, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-broken-").FullName;
        try
        {
            var repositories = (await SharedGround.GetAsync()).Repositories;
            var failed = new List<string>();
            await foreach (var result in new Runner(repositories, directory) { Jobs = 1 }.RunAsync(pairing, [.. cases], cancellationToken))
            {
                result.Verdict.Outcome.ShouldNotBe(Outcome.Error, result.Verdict.Reason);
                if (result.Verdict.Outcome == Outcome.Fail)
                    failed.Add(result.Case.Id);
            }
            await TestContext.Out.WriteLineAsync($"{name}: {string.Join(", ", failed)}");
            foreach (var pattern in foundBy)
                failed.ShouldContain(id => CasePattern.Matches(pattern, id), $"{pattern} did not find it; found by {string.Join(", ", failed)}");
            failed.Where(id => !foundBy.Any(pattern => CasePattern.Matches(pattern, id))).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static byte[] Line(string text) => PacketBytes.Data(System.Text.Encoding.ASCII.GetBytes(text));

    private static FaultAction WithoutLf(byte[] packet) =>
        packet.Length > PacketBytes.Digits && packet[^1] == (byte)'\n' && packet[PacketBytes.Digits] > 3 ? new FaultAction(PacketBytes.Data(packet.AsSpan()[PacketBytes.Digits..^1])) : FaultAction.Pass(packet);

    /// <summary>Where history stops is said behind the pack, and not before it.</summary>
    private static Func<PacketKey, byte[], FaultAction> LateSection()
    {
        var held = new List<byte>();
        var isWhole = false;
        return (key, packet) =>
        {
            if (key.Element is Elements.FetchResponseShallowInfo or Elements.FetchResponseShallow or Elements.FetchResponseUnshallow)
            {
                held.AddRange(packet);
                return new FaultAction([]);
            }
            if (held.Count > 0 && !isWhole && key.Kind == PacketKind.Delim)
            {
                isWhole = true;
                return new FaultAction([]);
            }
            if (!isWhole || key.Kind != PacketKind.Flush)
                return FaultAction.Pass(packet);
            var all = new FaultAction([.. "0001"u8, .. held, .. packet]);
            held.Clear();
            isWhole = false;
            return all;
        };
    }

    // The words stand on the first line alone.
    private static FaultAction Asking(byte[] packet, ReadOnlySpan<byte> word) => packet.Length > 60 ? new FaultAction(PacketBytes.Data([.. PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits)), (byte)' ', .. word, (byte)'\n'])) : FaultAction.Pass(packet);
}
