using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GitProto.Storage;

/// <summary>The objects that the index of a work tree names: those of its entries, of its tree cache, and of conflicts that were resolved.</summary>
/// <remarks>Source: gitformat-index. Of a split index the entries of the shared file count as well, even those that are replaced.</remarks>
internal sealed class IndexFile
{
    private const int MaxLength = 1 << 30;
    private const int FixedLength = 40;
    private readonly byte[] content;
    private readonly ObjectFormat format;
    private readonly Action<ObjectId> entry;
    private readonly Func<ObjectId, bool> tree;
    private int position;

    private IndexFile(byte[] content, ObjectFormat format, Action<ObjectId> entry, Func<ObjectId, bool> tree) =>
        (this.content, this.format, this.entry, this.tree) = (content, format, entry, tree);

    /// <summary>Reads the index of a repository, if there is one.</summary>
    /// <param name="directory">The directory that it is in.</param>
    /// <param name="format">The format of the ids.</param>
    /// <param name="entry">Is told of each blob.</param>
    /// <param name="tree">Is told of each tree of the cache; false if those below do not count.</param>
    /// <exception cref="ObjectRefusedException">It is corrupt.</exception>
    public static void Read(string directory, ObjectFormat format, Action<ObjectId> entry, Func<ObjectId, bool> tree)
    {
        // What a split index shares is no split index itself.
        if (Read(directory, "index", format, entry, tree) is { } shared)
            Read(directory, $"sharedindex.{shared}", format, entry, tree);
    }

    private static ObjectId? Read(string directory, string name, ObjectFormat format, Action<ObjectId> entry, Func<ObjectId, bool> tree)
    {
        if (SmallFile.TryRead(Path.Join(directory, name), MaxLength, nameof(MaxLength), PathGuard.None) is not { Length: > 0 } content)
            return null;
        try
        {
            return new IndexFile(content, format, entry, tree).Run();
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            throw new ObjectRefusedException($"The file '{name}' is corrupt: it ends too early, or a length in it is wrong.", e);
        }
    }

    // The rest of the file behind the position, without the check sum.
    private ReadOnlySpan<byte> Rest => content.AsSpan(position, content.Length - format.ByteLength() - position);

    private ObjectId? Run()
    {
        CheckSum();
        if (!content.AsSpan().StartsWith("DIRC"u8) || UInt32(4) is not (>= 2 and <= 4) and var version)
            throw new ObjectRefusedException("The index is no index, or of a version that is not known.");
        (position, var count) = (12, UInt32(8));
        for (var i = 0u; i < count; i++)
            Entry(UInt32(4));
        ObjectId? shared = null;
        while (Rest.Length >= 8)
        {
            var length = checked((int)UInt32(position + 4));
            var data = Rest.Slice(8, length);
            if (Rest.StartsWith("TREE"u8))
                Trees(data);
            else if (Rest.StartsWith("REUC"u8))
                Resolved(data);
            else if (Rest.StartsWith("link"u8) && ObjectId.FromBytes(data[..format.ByteLength()]) is { IsZero: false } id)
                shared = id;
            position += 8 + length;
        }
        return shared;
    }

    private void CheckSum()
    {
        var end = content.Length - format.ByteLength();
        if (end < 12)
            throw new ObjectRefusedException("The index is too short.");
        using var hash = new TrailerHash(format);
        hash.Append(content.AsSpan(0, end));
        if (ObjectId.FromBytes(content.AsSpan(end)) is { IsZero: false } stored && hash.Finish() != stored)
            throw new ObjectRefusedException("bad index file sha1 signature");
    }

    private void Entry(uint version)
    {
        var rest = Rest;
        var mode = BinaryPrimitives.ReadUInt32BigEndian(rest[24..]);
        var id = ObjectId.FromBytes(rest.Slice(FixedLength, format.ByteLength()));
        var length = FixedLength + format.ByteLength();
        length += version >= 3 && (rest[length] & 0x40) != 0 ? 4 : 2;
        if (version == 4)
        {
            while ((rest[length++] & 0x80) != 0)
            {
            }
        }
        var name = rest[length..].IndexOf((byte)0);
        length += name < 0 ? throw new FormatException("An entry has no end.") : name;
        position += version == 4 ? length + 1 : (length + 8) / 8 * 8;
        if ((mode & FileModes.TypeMask) != FileModes.Submodule)
            entry(id);
    }

    // Each tree is followed by those below it, which are as many as it says.
    private void Trees(ReadOnlySpan<byte> rest)
    {
        var open = new Stack<(int Left, bool Counts)>();
        while (!rest.IsEmpty)
        {
            rest = rest[(rest.IndexOf((byte)0) + 1)..];
            var end = rest.IndexOf((byte)'\n');
            var space = rest[..end].IndexOf((byte)' ');
            var below = int.Parse(Encoding.ASCII.GetString(rest[(space + 1)..end]), NumberStyles.None, CultureInfo.InvariantCulture);
            var isValid = rest[0] != '-';
            rest = rest[(end + 1)..];
            while (open.TryPeek(out var full) && full.Left == 0)
                open.Pop();
            var counts = !open.TryPop(out var parent) || parent.Counts;
            if (parent.Left > 0)
                open.Push((parent.Left - 1, parent.Counts));
            if (isValid)
            {
                counts = counts && tree(ObjectId.FromBytes(rest[..format.ByteLength()]));
                rest = rest[format.ByteLength()..];
            }
            open.Push((below, counts));
        }
    }

    private void Resolved(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            rest = rest[(rest.IndexOf((byte)0) + 1)..];
            var ids = 0;
            for (var stage = 0; stage < 3; stage++)
            {
                var end = rest.IndexOf((byte)0);
                ids += rest[..end].SequenceEqual("0"u8) ? 0 : 1;
                rest = rest[(end + 1)..];
            }
            for (; ids > 0; ids--)
            {
                entry(ObjectId.FromBytes(rest[..format.ByteLength()]));
                rest = rest[format.ByteLength()..];
            }
        }
    }

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
}
