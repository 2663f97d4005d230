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
}
