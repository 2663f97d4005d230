using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>Clients by servers. Only scenarios are counted, which every pair can be asked to play.</summary>
internal sealed class PairTable
{
    private PairTable(List<CaseResult> played) =>
        (Played, Clients, Servers) = (played, [.. played.Select(result => result.Client).Distinct()], [.. played.Select(result => result.Server).Distinct()]);

    /// <summary>The scenarios that were played.</summary>
    public IReadOnlyList<CaseResult> Played { get; }

    /// <summary>The names of the clients.</summary>
    public IReadOnlyList<string> Clients { get; }

    /// <summary>The names of the servers.</summary>
    public IReadOnlyList<string> Servers { get; }

    /// <summary>Makes one.</summary>
    /// <returns>Null if nobody played but with this library: then each row and column would have one cell.</returns>
    public static PairTable? Of(IReadOnlyList<CaseResult> results) =>
        results.Any(result => result.Side == Direction.Either) ? new PairTable([.. results.Where(result => result.Case.Direction == Direction.Either)]) : null;

    /// <summary>The sides that were judged by themselves, and what is in a table of rules.</summary>
    public static List<(string Peer, Direction Side)> Judged(IReadOnlyList<CaseResult> results) =>
        [.. results.Where(result => result.Side != Direction.Either).Select(result => (result.Peer, result.Side)).Distinct()];

    /// <summary>What a client and a server played. This library with itself is judged twice, in the same scenarios.</summary>
    public IReadOnlyList<CaseResult> Between(string client, string server) =>
        [.. Played.Where(result => (result.Client, result.Server) == (client, server)).DistinctBy(result => result.Case.Id)];
}
