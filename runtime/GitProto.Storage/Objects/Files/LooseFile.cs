using System.Buffers.Text;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>One file of a loose object: a zlib stream of <c>type SP size NUL content</c>, and nothing behind it.</summary>
internal sealed class LooseFile : IDisposable
{
    /// <summary>The longest header, in bytes.</summary>
    public const int MaxHeader = 32;

    // No deflate stream makes more of a byte than this.
    private const long MaxExpansion = 1032;
    private const int PieceLength = 64 << 10;
    private readonly SafeFileHandle file;
    private readonly ObjectId id;
    private readonly Inflater inflater = new();
    private readonly byte[] piece;
    private readonly long length;
    private int headerLength;

    private LooseFile(SafeFileHandle file, ObjectId id)
    {
        (this.file, this.id) = (file, id);
        length = RandomAccess.GetLength(file);
        piece = new byte[Math.Min(length, PieceLength)];
    }

    /// <summary>Opens a file; null if there is none. What is empty is not opened: it may be a pipe, and is no object.</summary>
    public static LooseFile? TryOpen(string path, in ObjectId id, PathGuard guard)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                return null;
            if (info.Length == 0 || info.LinkTarget is not null)
                throw new CorruptPackException($"The loose object {id} is empty, or no plain file.");
            return new LooseFile(guard.OpenRead(path, FileShare.Read | FileShare.Delete), id);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes the header of an object.</summary>
    /// <returns>Its length.</returns>
    public static int WriteHeader(Span<byte> destination, ObjectType type, long size)
    {
        var word = Encoding.ASCII.GetBytes(type.Name()).AsSpan();
        word.CopyTo(destination);
        destination[word.Length] = (byte)' ';
        Utf8Formatter.TryFormat(size, destination[(word.Length + 1)..], out var digits);
        destination[word.Length + 1 + digits] = 0;
        return word.Length + digits + 2;
    }

    /// <summary>Reads kind and size.</summary>
    /// <exception cref="CorruptPackException">There is no such header.</exception>
    public (ObjectType Type, long Size) ReadHeader()
    {
        var header = new byte[MaxHeader + Inflater.Slack];
        var filled = RandomAccess.Read(file, piece, 0);
        var position = 0;
        inflater.Reset();
        if (inflater.Inflate(piece.AsSpan(0, filled), header, MaxHeader, ref position, out _) == InflateStatus.Corrupt)
            throw Corrupt(inflater.Problem!);
        var text = header.AsSpan(0, position);
        headerLength = text.IndexOf((byte)0) + 1;
        var space = text.IndexOf((byte)' ');
        if (headerLength == 0 || space < 0 || space >= headerLength || !TryParse(text[..space], text[(space + 1)..(headerLength - 1)], out var type, out var size))
            throw Corrupt("it has no header");
        return (type, size);
    }

    /// <summary>Reads the object.</summary>
    /// <exception cref="CorruptPackException">It is damaged, or not of the size it says.</exception>
    /// <exception cref="LimitExceededException">It is larger than allowed.</exception>
    public GitObject Read(long maxSize)
    {
        var (type, size) = ReadHeader();
        if (size > Math.Min(maxSize, Array.MaxLength - MaxHeader - Inflater.Slack))
            throw new LimitExceededException(nameof(maxSize), maxSize, $"The object {id} of {size} bytes");
        CheckExpansion(size);
        var total = headerLength + (int)size;
        var content = new byte[total + Inflater.Slack];
        var (offset, position) = (0L, 0);
        var status = InflateStatus.NeedInput;
        inflater.Reset();
        while (status == InflateStatus.NeedInput)
        {
            var filled = RandomAccess.Read(file, piece, offset);
            status = inflater.Inflate(piece.AsSpan(0, filled), content, total, ref position, out var consumed);
            offset += consumed;
            if (filled == 0)
                break;
        }
        if (Zlib.Problem(status, inflater, position, total) is { } problem)
            throw Corrupt(problem);
        return offset == length ? new GitObject(type, content.AsMemory(headerLength, (int)size)) : throw Corrupt("something follows its end");
    }

    /// <summary>Opens the object to be read in pieces, behind <see cref="ReadHeader"/>. From here on the file belongs to what is returned.</summary>
    /// <exception cref="CorruptPackException">It says that it is larger than it can be.</exception>
    public ObjectContent Open(ObjectType type, long size)
    {
        CheckExpansion(size);
        return new(type, size, new InflateStream(new LooseContent(file, id, type, size), 0, headerLength + size, headerLength));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static bool TryParse(ReadOnlySpan<byte> word, ReadOnlySpan<byte> digits, out ObjectType type, out long size)
    {
        size = 0;
        return ObjectTypes.TryParse(word, out type) && (digits.Length == 1 || !digits.StartsWith("0"u8))
            && digits.Length > 0 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(digits, out size, out var used) && used == digits.Length;
    }

    /// <summary>The error for a damaged file.</summary>
    public static CorruptPackException Corrupt(in ObjectId id, string problem) => new($"The loose object {id} is corrupt: {problem}.");

    /// <summary>The error for a file that holds another object.</summary>
    public static HashMismatchException Mismatch(in ObjectId id, in ObjectId actual) => new($"The loose object {id} holds the object {actual}.") { Actual = actual };

    private void CheckExpansion(long size)
    {
        if (size > length * MaxExpansion)
            throw Corrupt($"it declares {size} bytes, more than it can hold");
    }

    private CorruptPackException Corrupt(string problem) => Corrupt(id, problem);
}
