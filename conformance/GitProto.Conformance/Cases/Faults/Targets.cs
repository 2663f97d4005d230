using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Which packets a fault is for.</summary>
internal static class Targets
{
    /// <summary>Lines of some elements.</summary>
    public static Func<PacketKey, Role, bool> Line(params int[] elements) => (key, _) => key.Kind == PacketKind.Data && elements.Contains(key.Element);

    /// <summary>The flush behind a message.</summary>
    public static Func<PacketKey, Role, bool> Flush(int message) => (key, _) => key.Kind == PacketKind.Flush && key.Element == message;

    /// <summary>Packets of any band that a server sends.</summary>
    public static bool Banded(PacketKey key, Role sender) => sender == Role.Server && key is { Kind: PacketKind.Data, Band: > 0 };

    /// <summary>Packets of one band that a server sends.</summary>
    public static Func<PacketKey, Role, bool> Of(Band band) => (key, sender) => Banded(key, sender) && key.Element == 0 && key.Band == (byte)band;
}
