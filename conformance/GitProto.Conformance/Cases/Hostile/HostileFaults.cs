using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>
/// What implementations of Git have failed at, as far as a packet can bring it about: the rows of the catalogue of hostile inputs (<c>tests/hostile.md</c>). Where such a row has no
/// case, <c>hostile.yaml</c> says why.
/// </summary>
internal static class HostileFaults
{
    /// <summary>All of them.</summary>
    /// <param name="repositories">What the packs are made of.</param>
    public static IReadOnlyList<Fault> All(RepositorySet repositories) =>
        [.. WireRows.All, .. RequestRows.All, .. NegotiationRows.All, .. PackRows.All(repositories), .. ObjectRows.All(repositories), .. RefRows.All, .. TextRows.All];

    /// <summary>A fault of a row.</summary>
    public static Fault Of(string row, string name, string rule, string title, Func<PacketKey, Role, bool> applies, Func<byte[], FaultAction?> apply, FaultEffect effect = FaultEffect.Wrong) =>
        new(name, rule, title, applies, apply, effect) { Row = row };

    /// <summary>Lines of some elements.</summary>
    public static Func<PacketKey, Role, bool> Line(params int[] elements) => (key, _) => key.Kind == PacketKind.Data && elements.Contains(key.Element);

    /// <summary>The flush behind a message.</summary>
    public static Func<PacketKey, Role, bool> Flush(int message) => (key, _) => key.Kind == PacketKind.Flush && key.Element == message;

    /// <summary>Packets of a band that a server sends.</summary>
    public static Func<PacketKey, Role, bool> Banded(Band band) => (key, sender) => sender == Role.Server && key.Kind == PacketKind.Data && key.Element == 0 && key.Band == (byte)band;
}
