namespace GitProto.Server;

/// <summary>A format of archives.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="HasLevels">True if it compresses, harder or less hard.</param>
/// <param name="Open">Begins an archive on a stream, which stays open.</param>
internal sealed record ArchiveFormat(string Name, bool HasLevels, Func<Stream, ArchiveFormatOptions, IArchiveWriter> Open);
