namespace GitProto.Conformance.Peers.Declared;

/// <summary>What <c>peers.yaml</c> says of a peer.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Prints its version; where it fails, the peer is missing, and what it says is why.</param>
internal sealed record PeerDeclaration(string Name, CommandTemplate Version)
{
    /// <summary>What is run once before all else, to build into <c>{build}</c>; null for nothing.</summary>
    public CommandTemplate? Build { get; init; }

    /// <summary>Its client; null if it has none.</summary>
    public CommandTemplate? Client { get; init; }

    /// <summary>Its server; null if it has none.</summary>
    public CommandTemplate? Server { get; init; }
}
