namespace GitProto.Server;

/// <summary>A part of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Value">The byte, for one byte.</param>
/// <param name="Set">Which bytes, for several.</param>
internal readonly record struct GlobToken(GlobTokenKind Kind, byte Value = 0, bool[]? Set = null);
