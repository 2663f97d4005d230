using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>A pack in a file. Reads give their position, so that threads share no cursor.</summary>
internal sealed class FilePackBytes(string path, PathGuard guard) : PackBytes
{
    private readonly SafeFileHandle file = guard.OpenRead(path, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);

    public override long Length => RandomAccess.GetLength(file);

    public override int Read(long offset, Span<byte> buffer) => RandomAccess.Read(file, buffer, offset);

    public override void Dispose() => file.Dispose();
}
