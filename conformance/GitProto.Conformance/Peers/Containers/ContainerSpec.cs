namespace GitProto.Conformance.Peers.Containers;

/// <summary>A container to start.</summary>
/// <param name="Image">The image.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record ContainerSpec(string Image, params IReadOnlyList<string> Command)
{
    /// <summary>Marks by which it is found again.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Directories of this machine, and where they are in the container; a place that ends in <c>:ro</c> is for reading.</summary>
    public IReadOnlyDictionary<string, string> Directories { get; init; } = new Dictionary<string, string>();

    /// <summary>The TCP port that is to be reached on a free port of this machine's loopback address; null to share the network of this machine.</summary>
    public int? Port { get; init; }
}
