using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Walks a tree and writes what of it belongs into an archive. Directories come when the first file in them does, as with git.</summary>
/// <remarks>Source: archive.c write_archive_entries.</remarks>
internal sealed class ArchiveJob : IAsyncDisposable
{
    private readonly ArchiveTree source;
    private readonly ArchiveArguments wish;
    private readonly UploadArchiveRules rules;
    private readonly BandWriter bands;
    private readonly TreeWalk walk;
    private readonly ArchivePaths paths;
    private readonly ArchiveContent content;
    private readonly ArchiveOutput output;
    private readonly IArchiveWriter writer;

    public ArchiveJob(IRepository repository, RefView refs, ArchiveTree source, ArchiveArguments wish, UploadArchiveRules rules, BandWriter bands)
    {
        (this.source, this.wish, this.rules, this.bands) = (source, wish, rules, bands);
        paths = ArchivePaths.Parse(wish.Paths);
        walk = new TreeWalk(repository, source.Tree, rules);
        content = new ArchiveContent(repository, refs, source, rules);
        output = new ArchiveOutput(bands.AsStream());
        writer = wish.Format.Open(output, new ArchiveFormatOptions(source, wish.Level, rules.TarUmask));
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="ArchiveRefusedException">A path that is asked for is not there, or what is there may not stand in an archive.</exception>
    /// <exception cref="LimitExceededException">A bound of the rules was hit.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!paths.IsEmpty)
            paths.CheckAllExist(walk, cancellationToken);
        await writer.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (PrefixDirectory() is { } directory)
            await WriteAsync(new ArchiveEntry(directory, FileModes.Directory, source.Tree, default), cancellationToken).ConfigureAwait(false);
        var levels = walk.Begin();
        while (levels.TryPeek(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!level.TryNext(out var item))
            {
                levels.Pop();
                continue;
            }
            var path = walk.PathOf(level, item);
            if (item.Mode == FileModes.Directory)
            {
                if (paths.MayHold(path) && !walk.Attributes(levels, path, isDirectory: true).IsTrue(ArchiveAttributes.ExportIgnore))
                    levels.Push(walk.Enter(levels, item, path));
            }
            else if (paths.Match(path, item.Mode))
                await WriteFileAsync(levels, item, path, cancellationToken).ConfigureAwait(false);
        }
        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets go of memory. If the archive did not reach its end, nothing more of it is written.</summary>
    public ValueTask DisposeAsync()
    {
        output.Cut();
        return writer.DisposeAsync();
    }

    /// <summary>A prefix that ends with slashes is a directory of the archive, once.</summary>
    private ByteString? PrefixDirectory()
    {
        var prefix = wish.Prefix.Span;
        if (!prefix.EndsWith("/"u8))
            return null;
        while (prefix.Length > 1 && prefix[^2] == '/')
            prefix = prefix[..^1];
        return new ByteString(prefix);
    }

    private async ValueTask WriteFileAsync(Stack<TreeLevel> levels, TreeItem item, ByteString path, CancellationToken cancellationToken)
    {
        // Git writes the directories before it looks at what the attributes say of the file.
        foreach (var above in levels.Reverse())
        {
            if (above.IsWritten || above.Path.IsEmpty)
                continue;
            above.IsWritten = true;
            await WriteAsync(new ArchiveEntry(Full(above.Path), FileModes.Directory, above.Id, default), cancellationToken).ConfigureAwait(false);
        }
        var attributes = walk.Attributes(levels, path, item.Mode == FileModes.Submodule);
        if (attributes.IsTrue(ArchiveAttributes.ExportIgnore))
            return;
        var (bytes, streamed) = item.Mode == FileModes.Submodule ? default : content.Read(item, path, attributes);
        using var open = streamed;
        var full = Full(item.Mode == FileModes.Submodule ? ByteString.Wrap([.. path.Span, (byte)'/']) : path);
        await WriteAsync(new ArchiveEntry(full, item.Mode, item.Id, bytes) { Streamed = streamed }, cancellationToken).ConfigureAwait(false);
    }

    private ByteString Full(ByteString path) => wish.Prefix.IsEmpty ? path : ByteString.Wrap([.. wish.Prefix.Span, .. path.Span]);

    private async ValueTask WriteAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Path.Length > rules.MaxPathLength)
            throw new LimitExceededException(nameof(rules.MaxPathLength), rules.MaxPathLength, $"A path of {entry.Path.Length} bytes");
        if (wish.IsVerbose)
            await bands.WriteProgressAsync(ByteString.Wrap([.. entry.Path.Span, (byte)'\n']).Memory, cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(entry, cancellationToken).ConfigureAwait(false);
    }
}
