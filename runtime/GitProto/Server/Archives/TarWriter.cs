using System.Globalization;
using System.Text;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Writes a tar, byte for byte as git does.</summary>
/// <remarks>Source: git-archive; archive-tar.c write_tar_entry.</remarks>
internal sealed class TarWriter(Stream output, ArchiveFormatOptions options) : IArchiveWriter
{
    private const int BlockLength = 20 * TarHeader.Length;
    private const int PaxMode = 0x1B6;
    private readonly byte[] block = new byte[8 * BlockLength];
    private readonly long time = Math.Min(options.Tree.Time, TarHeader.MaxNumber);
    private int used;
    private long total;

    /// <inheritdoc/>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var records = new PaxRecords();
        if (options.Tree.Commit is { } commit)
            records.Add("comment", Encoding.ASCII.GetBytes(commit.ToString()));
        if (options.Tree.Time > TarHeader.MaxNumber)
            records.Add("mtime", Number(options.Tree.Time));
        await WriteRecordsAsync('g', "pax_global_header", records, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var records = new PaxRecords();
        var size = entry.IsFile ? entry.Size : 0L;
        var header = new TarHeader(entry.IsDirectory ? '5' : entry.IsLink ? '2' : '0', Mode(entry), size > TarHeader.MaxNumber ? 0 : size, time);
        SetName(header, entry, records);
        if (entry.IsLink)
            SetLink(header, entry, records);
        if (size > TarHeader.MaxNumber)
            records.Add("size", Number(size));
        await WriteRecordsAsync('x', $"{entry.Id}.paxheader", records, cancellationToken).ConfigureAwait(false);
        await WriteBlockedAsync(header.Finish(), cancellationToken).ConfigureAwait(false);
        if (entry.Streamed is { } streamed)
            await CopyBlockedAsync(streamed, cancellationToken).ConfigureAwait(false);
        else if (size > 0)
            await WriteBlockedAsync(entry.Content, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        // Two empty headers at least, and whole blocks.
        var rest = BlockLength - (int)(total % BlockLength);
        await WriteBytesAsync(new byte[rest < 2 * TarHeader.Length ? rest + BlockLength : rest], cancellationToken).ConfigureAwait(false);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private static byte[] Number(long value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    private int Mode(ArchiveEntry entry) => entry switch
    {
        { IsDirectory: true } => 0x1FF & ~options.Umask,
        { IsLink: true } => 0x1FF,
        { Mode: FileModes.Executable } => 0x1FF & ~options.Umask,
        _ => 0x1B6 & ~options.Umask,
    };

    private static void SetName(TarHeader header, ArchiveEntry entry, PaxRecords records)
    {
        var path = entry.Path.Span;
        if (path.Length <= TarHeader.NameLength)
        {
            header.SetName(path);
            return;
        }
        var cut = Cut(path);
        if (cut > 0 && path.Length - cut - 1 <= TarHeader.NameLength)
        {
            header.SetPrefix(path[..cut]);
            header.SetName(path[(cut + 1)..]);
            return;
        }
        header.SetName(Encoding.ASCII.GetBytes($"{entry.Id}.data"));
        records.Add("path", path);
    }

    private static void SetLink(TarHeader header, ArchiveEntry entry, PaxRecords records)
    {
        var target = entry.Content.Span;
        if (target.Length <= TarHeader.NameLength)
        {
            header.SetLink(target);
            return;
        }
        header.SetLink(Encoding.ASCII.GetBytes($"see {entry.Id}.paxheader"));
        records.Add("linkpath", target);
    }

    /// <summary>Where a long path is cut in two: at the last slash that leaves room, but not at its end.</summary>
    private static int Cut(ReadOnlySpan<byte> path)
    {
        var end = path[^1] == '/' ? path.Length - 1 : path.Length;
        var at = path[..Math.Min(end, TarHeader.PrefixLength)].LastIndexOf((byte)'/');
        return Math.Max(at, 0);
    }

    private async ValueTask WriteRecordsAsync(char type, string name, PaxRecords records, CancellationToken cancellationToken)
    {
        if (records.IsEmpty)
            return;
        var bytes = records.ToArray();
        var header = new TarHeader(type, PaxMode, bytes.Length, time);
        header.SetName(Encoding.ASCII.GetBytes(name));
        await WriteBlockedAsync(header.Finish(), cancellationToken).ConfigureAwait(false);
        await WriteBlockedAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CopyBlockedAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        var before = total;
        while (await content.Stream.ReadAsync(block.AsMemory(used), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            total += count;
            used += count;
            if (used == block.Length)
                await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        content.CheckSize(total - before);
        if ((total - before) % TarHeader.Length is > 0 and var over)
            await WriteBytesAsync(new byte[TarHeader.Length - over], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteBlockedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await WriteBytesAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (bytes.Length % TarHeader.Length is > 0 and var over)
            await WriteBytesAsync(new byte[TarHeader.Length - over], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        total += bytes.Length;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, block.Length - used)];
            part.CopyTo(block.AsMemory(used));
            used += part.Length;
            bytes = bytes[part.Length..];
            if (used == block.Length)
                await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(block.AsMemory(0, used), cancellationToken).ConfigureAwait(false);
        used = 0;
    }
}
