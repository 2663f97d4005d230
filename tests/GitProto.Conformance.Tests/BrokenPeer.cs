using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Tests;

/// <summary>A fault that a peer always has, and the cases that have to find it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Change">The fault.</param>
/// <param name="FoundBy">Patterns of all cases that may fail; each has to.</param>
public sealed record BrokenPeer(string Name, Func<PacketKey, byte[], FaultAction> Change, params string[] FoundBy)
{
    /// <summary>Changes the packets that were meant as an element.</summary>
    public static Func<PacketKey, byte[], FaultAction> At(int element, Func<byte[], FaultAction> change) =>
        (key, packet) => key is { Kind: PacketKind.Data } && key.Element == element ? change(packet) : FaultAction.Pass(packet);

    /// <summary>Changes the packets of band 1.</summary>
    public static Func<PacketKey, byte[], FaultAction> InBand(Func<byte[], FaultAction> change) =>
        (key, packet) => key is { Kind: PacketKind.Data, Band: 1 } ? change(packet) : FaultAction.Pass(packet);

    public override string ToString() => Name;
}
