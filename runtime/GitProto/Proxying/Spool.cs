using GitProto.Protocol;
using Microsoft.Win32.SafeHandles;

namespace GitProto.Proxying;

/// <summary>Bytes on their way from a writer that never waits to a reader that may be slow: a few in memory, more in a file.</summary>
internal sealed class Spool(WatchLimits limits) : ReadOnlyStream
{
    private readonly Lock gate = new();
    private readonly Queue<byte[]> memory = new();
    private readonly SemaphoreSlim news = new(0);
    private int held;
    private int taken;
    private SafeFileHandle? file;
    private long readAt;
    private long writeAt;
    private bool isOver;

    /// <summary>Adds bytes.</summary>
    /// <returns>False if too much waits already: nothing is taken any more.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (isOver)
                return true;
            // What is in the file is younger than what is in memory: nothing overtakes it.
            if (writeAt == readAt && held + bytes.Length <= limits.Memory)
            {
                memory.Enqueue(bytes.ToArray());
                held += bytes.Length;
            }
            else if (writeAt - readAt + bytes.Length <= limits.Disk)
            {
                RandomAccess.Write(file ??= Open(), bytes, writeAt);
                writeAt += bytes.Length;
            }
            else
            {
                return false;
            }
        }
        news.Release();
        return true;
    }

    /// <summary>Nothing more comes.</summary>
    public void End()
    {
        lock (gate)
        {
            if (isOver)
                return;
            isOver = true;
        }
        news.Release();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            if (Take(buffer.Span) is { } read)
                return read;
            await news.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
            {
                isOver = true;
                file?.Dispose();
                (file, readAt, writeAt) = (null, 0, 0);
                memory.Clear();
            }
        }
        base.Dispose(disposing);
    }

    /// <returns>The bytes read; 0 at the end; null if there are none yet.</returns>
    private int? Take(Span<byte> buffer)
    {
        lock (gate)
        {
            if (memory.TryPeek(out var first))
                return TakeMemory(first, buffer);
            if (readAt < writeAt)
                return TakeFile(buffer);
            return isOver ? 0 : null;
        }
    }

    private int TakeMemory(byte[] first, Span<byte> buffer)
    {
        var piece = first.AsSpan(taken);
        piece = piece[..Math.Min(piece.Length, buffer.Length)];
        piece.CopyTo(buffer);
        taken += piece.Length;
        if (taken == first.Length)
        {
            memory.Dequeue();
            (held, taken) = (held - first.Length, 0);
        }
        return piece.Length;
    }

    private int TakeFile(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file!, buffer[..(int)Math.Min(buffer.Length, writeAt - readAt)], readAt);
        readAt += read;
        if (readAt == writeAt)
            (readAt, writeAt) = (0, 0);
        return read > 0 ? read : throw new IOException("A temporary file is shorter than what was written to it.");
    }

    private SafeFileHandle Open() => File.OpenHandle(
        Path.Join(limits.Directory, "gitproto-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
