namespace GitProto.Server;

/// <summary>What a format has to know.</summary>
/// <param name="Tree">What goes into the archive.</param>
/// <param name="Level">How hard to compress, 0 to 9; null for the default.</param>
/// <param name="Umask">Bits taken from the modes.</param>
internal sealed record ArchiveFormatOptions(ArchiveTree Tree, int? Level, int Umask);
