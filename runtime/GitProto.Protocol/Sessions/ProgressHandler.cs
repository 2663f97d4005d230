namespace GitProto.Protocol;

/// <summary>Text that a peer sends for a person (band 2), as it came.</summary>
public delegate void ProgressHandler(ReadOnlySpan<byte> text);
