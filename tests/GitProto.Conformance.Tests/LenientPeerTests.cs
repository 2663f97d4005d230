using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Peers.Broken;
using GitProto.Conformance.Running;
using GitProto.Protocol;

namespace GitProto.Conformance.Tests;

/// <summary>Peers that take what they have to refuse: each is found by the faults that are named for it, and by no other of the framing.</summary>
[CancelAfter(900_000), Parallelizable(ParallelScope.Self)]
public sealed class LenientPeerTests
{
    private const int Data = 1, LastBand = 3, FirstLetter = ' ';
    private static readonly string[] Framing = ["pkt-line.*/*-band-9", "pkt-line.*/*-delim", "pkt-line.*/*-not-hex"];

    [Test]
    public Task A_client_that_takes_any_band_for_data_is_found(CancellationToken cancellationToken) => CheckAsync(
        new Pairing("takes any band", Direction.Client, new BrokenClient("takes any band", _ => new LenientReading(Role.Server, TakeBand)), new SelfServer()),
        ["pkt-line.unknown-band/*"],
        cancellationToken);

    [Test]
    public Task A_server_that_takes_a_delim_for_a_flush_is_found(CancellationToken cancellationToken) => CheckAsync(
        new Pairing("takes 0001 for 0000", Direction.Server, new SelfClient(), new BrokenServer("takes 0001 for 0000", _ => new LenientReading(Role.Client, packet => packet.AsSpan().SequenceEqual("0001"u8) ? "0000"u8.ToArray() : packet))),
        ["pkt-line.in-order/*-delim"],
        cancellationToken);

    [Test]
    public async Task A_server_that_passes_over_what_it_does_not_know_is_found(CancellationToken cancellationToken)
    {
        const string Name = "passes over what it does not know";
        var strange = Cases.Faults.PacketBytes.Data("zzz ?"u8);
        var pairing = new Pairing(Name, Direction.Server, new SelfClient(), new BrokenServer(Name, _ => new LenientReading(Role.Client, packet => packet.AsSpan().SequenceEqual(strange) ? [] : packet)));
        var all = (await SharedGround.GetAsync()).Catalogue.Cases;
        await BrokenPeerTests.CheckAsync(Name, [.. new[] { "capability", "size", "oid" }.Select(line => $"pkt-line.unknown-line/object-info-request.{line}-info-sizes-v2-strange")], pairing, all.Where(one => CasePattern.Matches("*/object-info-request.*", one.Id)), cancellationToken);
    }

    /// <summary>In version 0 alone, where each of these is wrong wherever it stands.</summary>
    private static async Task CheckAsync(Pairing pairing, string[] foundBy, CancellationToken cancellationToken)
    {
        var all = (await SharedGround.GetAsync()).Catalogue.Cases;
        await BrokenPeerTests.CheckAsync(pairing.Peer, foundBy, pairing, all.Where(one => one.Direction.HasFlag(pairing.Side) && one.Id.Contains("-v0-", StringComparison.Ordinal) && Framing.Any(pattern => CasePattern.Matches(pattern, one.Id))), cancellationToken);
    }

    private static byte[] TakeBand(byte[] packet) =>
        packet.Length > Cases.Faults.PacketBytes.Digits && packet[Cases.Faults.PacketBytes.Digits] is > LastBand and < FirstLetter ? [.. packet[..Cases.Faults.PacketBytes.Digits], Data, .. packet[(Cases.Faults.PacketBytes.Digits + 1)..]] : packet;
}
