using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>The special packets, the bands and the limits.</summary>
public sealed class FramingSpec : SpecDefinition
{
    internal FramingSpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Framing;

    /// <summary>The special packets.</summary>
    public IReadOnlyList<PacketSpec> Packets { get; internal set; } = [];

    /// <summary>The bands.</summary>
    public IReadOnlyList<BandSpec> Bands { get; internal set; } = [];

    /// <summary>The limits.</summary>
    public IReadOnlyList<LimitSpec> Limits { get; internal set; } = [];

    /// <summary>Finds a special packet.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The packet, or nothing.</returns>
    public PacketSpec? Packet(string name) => Packets.FirstOrDefault(packet => string.Equals(packet.Name, name, StringComparison.Ordinal));
}
