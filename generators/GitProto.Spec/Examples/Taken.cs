namespace GitProto.Spec.Examples;

/// <summary>What a decoder took a packet for.</summary>
/// <param name="Line">The number of the packet in its example.</param>
/// <param name="Name">The address of the line, or the name of the special packet, or what the bytes are.</param>
/// <param name="Thing">The line or the special packet; absent for mere bytes.</param>
/// <param name="HasNewline">Whether LF ends it on the wire.</param>
/// <param name="IsNested">Whether it is a packet of its own inside a band.</param>
internal sealed record Taken(int Line, string Name, object? Thing, bool HasNewline, bool IsNested);
