using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>How the code under test reads and writes one kind of message.</summary>
/// <param name="ReadAsync">Reads it, and all that streams in it.</param>
/// <param name="WriteAsync">Writes what was read.</param>
/// <param name="AnyOrder">True if some of its lines may come in any order.</param>
/// <param name="HoldsPackets">True if it carries packets of another message in its bands.</param>
/// <param name="Optional">The special packets that may be left out.</param>
internal sealed record VectorMessage(
    Func<PacketReader, Task<object>> ReadAsync, Func<PacketWriter, object, Task> WriteAsync, bool AnyOrder, bool HoldsPackets, IReadOnlyList<string> Optional);
