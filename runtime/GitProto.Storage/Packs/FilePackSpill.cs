using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>A growing pack in a new file.</summary>
internal sealed class FilePackSpill(string path) : PackSpill
{
    private readonly SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
    private readonly byte[] pending = new byte[1 << 16];
    private int pendingLength;
    private long written;

    public override long Length => written + pendingLength;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > pending.Length - pendingLength)
            Flush();
        if (bytes.Length > pending.Length)
        {
            RandomAccess.Write(file, bytes, written);
            written += bytes.Length;
            return;
        }
        bytes.CopyTo(pending.AsSpan(pendingLength));
        pendingLength += bytes.Length;
    }

    public override int Read(long offset, Span<byte> buffer) => RandomAccess.Read(file, buffer, offset);

    public override void Overwrite(long offset, ReadOnlySpan<byte> bytes)
    {
        Flush();
        RandomAccess.Write(file, bytes, offset);
    }

    public override void SetLength(long length)
    {
        Flush();
        RandomAccess.SetLength(file, length);
        written = length;
    }

    public override void Flush()
    {
        RandomAccess.Write(file, pending.AsSpan(0, pendingLength), written);
        written += pendingLength;
        pendingLength = 0;
    }

    /// <summary>Makes the file survive a power cut.</summary>
    public void FlushToDisk()
    {
        Flush();
        RandomAccess.FlushToDisk(file);
    }

    public override void Dispose() => file.Dispose();
}
