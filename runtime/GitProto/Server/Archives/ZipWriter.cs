using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Writes a zip. The stream need not seek: sizes stand behind the bytes of each file, and in the directory at the end.</summary>
internal sealed class ZipWriter : IArchiveWriter
{
    private const int DosDirectory = 0x10;
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);
    private readonly ArchiveFormatOptions options;
    private readonly ZipArchive zip;
    private readonly DateTimeOffset time;

    public ZipWriter(Stream output, ArchiveFormatOptions options)
    {
        this.options = options;
        zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        time = Clamp(options.Tree.Time);
    }

    /// <inheritdoc/>
    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (options.Tree.Commit is { } commit)
            zip.Comment = commit.ToString();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        if (!Utf8.IsValid(entry.Path.Span))
            throw ArchiveRefusedException.Fatal($"path is not valid UTF-8: {entry.Path.ToDisplayString()}");
        var written = zip.CreateEntry(Encoding.UTF8.GetString(entry.Path.Span), entry.IsFile ? Level() : CompressionLevel.NoCompression);
        written.LastWriteTime = time;
        written.ExternalAttributes = Attributes(entry);
        if (entry.IsDirectory)
            return;
        var bytes = await written.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (bytes.ConfigureAwait(false))
        {
            if (entry.Streamed is { } streamed)
                await streamed.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            else
                await bytes.WriteAsync(entry.Content, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => zip.DisposeAsync();

    /// <inheritdoc/>
    public ValueTask EndAsync(CancellationToken cancellationToken) => zip.DisposeAsync();

    private static int Attributes(ArchiveEntry entry) => unchecked(entry.Mode switch
    {
        FileModes.Directory or FileModes.Submodule => ((FileModes.Directory | 0x1ED) << 16) | DosDirectory,
        FileModes.SymbolicLink => (FileModes.SymbolicLink | 0x1FF) << 16,
        var mode => mode << 16,
    });

    private static DateTimeOffset Clamp(long seconds)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, Earliest.ToUnixTimeSeconds(), Latest.ToUnixTimeSeconds())).ToLocalTime();
        return time.Year < Earliest.Year ? Earliest : time.Year > Latest.Year ? Latest : time;
    }

    private CompressionLevel Level() => options.Level switch
    {
        0 => CompressionLevel.NoCompression,
        <= 3 => CompressionLevel.Fastest,
        >= 7 => CompressionLevel.SmallestSize,
        _ => CompressionLevel.Optimal,
    };
}
