using System.IO.Compression;

namespace GitProto.Server;

/// <summary>Writes a tar through gzip.</summary>
internal sealed class GzipTarWriter : IArchiveWriter
{
    private const int DefaultLevel = 6;
    private readonly GZipStream gzip;
    private readonly TarWriter tar;

    private GzipTarWriter(Stream output, ArchiveFormatOptions options)
    {
        gzip = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = options.Level ?? DefaultLevel }, leaveOpen: true);
        tar = new TarWriter(gzip, options);
    }

    /// <summary>Begins one.</summary>
    public static IArchiveWriter Open(Stream output, ArchiveFormatOptions options) => new GzipTarWriter(output, options);

    /// <inheritdoc/>
    public ValueTask BeginAsync(CancellationToken cancellationToken) => tar.BeginAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ArchiveEntry entry, CancellationToken cancellationToken) => tar.WriteAsync(entry, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => gzip.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await tar.EndAsync(cancellationToken).ConfigureAwait(false);
        await gzip.DisposeAsync().ConfigureAwait(false);
    }
}
