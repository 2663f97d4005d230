using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>One packet of an example as it goes over the wire.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="Wire">All of its bytes.</param>
/// <param name="IsFramed">False for a pack without packets around it.</param>
internal sealed record VectorPacket(Role From, byte[] Wire, bool IsFramed);
