using GitProto.Cli.Output;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>One pack of objects that standard input names.</summary>
internal sealed class PackObjects
{
    /// <summary>The beginning of the names of the files; null for standard output.</summary>
    public string? BaseName { get; init; }

    /// <summary>Whether revisions are read, not objects.</summary>
    public bool Revisions { get; init; }

    public bool All { get; init; }

    public bool Thin { get; init; }

    public bool IncludeTag { get; init; }

    public bool NonEmpty { get; init; }

    public ObjectFilter Filter { get; init; } = ObjectFilter.None;

    public PackProgressLines? Progress { get; init; }

    public PackWriteOptions Options { get; init; } = new();

    /// <summary>Reads standard input and writes the pack.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var repository = CurrentRepository.Open(null);
        var options = Options with { Format = repository.Format, Progress = Progress };
        var selection = Revisions ? await SelectAsync(repository, cancellationToken) : null;
        if (Thin && selection is not null)
            options = options with { ReceiverHas = id => selection.PeerHas(id), ReceiverItems = selection.PeerItems };
        var items = selection ?? (IReadOnlyList<PackItem>)ObjectLines.Read(StandardInput.Lines(), repository).ToList();
        Progress?.Counted(items.Count);
        if (items.Count == 0 && NonEmpty)
            return ExitCode.Success;
        var written = BaseName is null
            ? await PackToAsync(Console.OpenStandardOutput(), items, repository, options, cancellationToken)
            : await PackIntoAsync(BaseName, items, repository, options, cancellationToken);
        Progress?.Written(written);
        return ExitCode.Success;
    }

    private async Task<ObjectSelection> SelectAsync(FileRepository repository, CancellationToken cancellationToken)
    {
        var revisions = new RevisionLines(repository);
        if (All)
            revisions.AddAll();
        revisions.Read(StandardInput.Lines());
        var request = new ObjectWalkRequest
        {
            Wants = revisions.Wants,
            Haves = revisions.Haves,
            Cut = revisions.Cut,
            Filter = Filter,
            IncludeTags = IncludeTag ? [.. repository.Refs.List("refs/tags/").Select(found => found.Target).OfType<ObjectId>()] : [],
        };
        return await Task.Run(() => ObjectWalk.Select(repository.Objects, request, Progress, cancellationToken), cancellationToken);
    }

    private static async Task<WrittenPack> PackToAsync(Stream output, IReadOnlyList<PackItem> items, FileRepository repository, PackWriteOptions options, CancellationToken cancellationToken)
    {
        await using (output)
            return await PackWriter.WriteAsync(output, items, repository.Objects, options, cancellationToken);
    }

    // The index comes last, for a pack is there when its index is; it is made of what was written, which checks that.
    private static async Task<WrittenPack> PackIntoAsync(string baseName, IReadOnlyList<PackItem> items, FileRepository repository, PackWriteOptions options, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(baseName);
        var unfinished = Path.Join(directory, $"tmp_pack_{Guid.NewGuid():n}");
        var unfinishedIndex = Path.Join(directory, $"tmp_idx_{Guid.NewGuid():n}");
        try
        {
            var written = await PackToAsync(new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write), items, repository, options, cancellationToken);
            await PackIndexer.IndexAsync(unfinished, unfinishedIndex, new PackIndexOptions { Format = options.Format, WriteReverseIndex = false }, cancellationToken);
            Place(repository.Shared, unfinished, $"{baseName}-{written.Checksum}.pack");
            Place(repository.Shared, unfinishedIndex, $"{baseName}-{written.Checksum}.idx");
            await Console.Out.WriteLineAsync(written.Checksum.ToString());
            return written;
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(unfinishedIndex);
        }
    }

    private static void Place(SharedAccess shared, string from, string to)
    {
        shared.Finish(from);
        File.Move(from, to, overwrite: true);
    }
}
