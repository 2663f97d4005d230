using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>One pack that is indexed, from a file or from standard input.</summary>
internal sealed class PackIndexing
{
    public string? Pack { get; init; }

    public string? Index { get; init; }

    public bool Strict { get; init; }

    public bool FixThin { get; init; }

    public bool ReverseIndex { get; init; }

    public ObjectFormat? Format { get; init; }

    public IProgress<PackProgress>? Progress { get; init; }

    /// <summary>The longest pack that is taken, in bytes; 0 for the limit of the library.</summary>
    public long MaxSize { get; init; }

    /// <summary>How many threads resolve deltas; 0 for one per processor.</summary>
    public int Threads { get; init; }

    private PackLimits Limits => MaxSize > 0 ? PackLimits.Default with { MaxPackSize = MaxSize } : PackLimits.Default;

    /// <summary>Indexes a file.</summary>
    public async Task<int> IndexAsync(CancellationToken cancellationToken)
    {
        var path = Pack!;
        if (!File.Exists(path) && (Index is not null || HasPackName(path)))
            throw new ToolException($"could not open '{path}' for reading: No such file or directory");
        var index = Index ?? IndexOf(path);
        using var repository = CurrentRepository.TryOpen();
        var summary = await SizedAsync(() => PackIndexer.IndexAsync(path, index, Options(repository), cancellationToken));
        await Console.Out.WriteLineAsync(summary.Checksum.ToString());
        return ExitCode.Success;
    }

    /// <summary>Stores what comes on standard input in the repository, or under a name.</summary>
    public async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var repository = CurrentRepository.TryOpen() ?? throw new ToolException("--stdin requires a git repository");
        var summary = await SizedAsync(() => Pack is { } path ? StoreAsync(path, repository, cancellationToken) : StoreAsync(repository, cancellationToken));
        await Console.Out.WriteLineAsync($"pack\t{summary.Checksum}");
        return ExitCode.Success;
    }

    private static bool HasPackName(string path) => path.EndsWith(".pack", StringComparison.Ordinal);

    private static string IndexOf(string path) =>
        HasPackName(path) ? Path.ChangeExtension(path, ".idx") : throw new ToolException($"packfile name '{path}' does not end with '.pack'");

    private async Task<ReceivedPack> SizedAsync(Func<Task<ReceivedPack>> work)
    {
        try
        {
            return await work();
        }
        catch (LimitExceededException e) when (MaxSize > 0 && e.Limit == nameof(PackLimits.MaxPackSize))
        {
            throw new ToolException($"pack exceeds maximum allowed size ({MaxSize} bytes)");
        }
    }

    private async Task<ReceivedPack> StoreAsync(FileRepository repository, CancellationToken cancellationToken)
    {
        var receive = new ReceivePackOptions { AllowThin = FixThin, Strict = Strict, Limits = Limits };
        return await repository.Objects.ReceivePackAsync(PipeReader.Create(Console.OpenStandardInput()), receive, Progress, cancellationToken);
    }

    /// <summary>Writes both files under other names first: what stands under a name is whole, and an index never lacks its pack.</summary>
    private async Task<ReceivedPack> StoreAsync(string path, FileRepository repository, CancellationToken cancellationToken)
    {
        if (FixThin)
            throw new ToolException("--fix-thin with a file name is not supported yet");
        var index = Index ?? IndexOf(path);
        if (File.Exists(path))
            throw new ToolException($"unable to create '{path}': File exists");
        var unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
                await CopyAsync(Console.OpenStandardInput(), file, cancellationToken);
            var summary = await PackIndexer.IndexAsync(unfinished, unfinished + ".idx", Options(repository), cancellationToken);
            File.Move(unfinished, path);
            File.Move(unfinished + ".idx", index, overwrite: true);
            return summary;
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(unfinished + ".idx");
        }
    }

    private async Task CopyAsync(Stream input, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        while (await input.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (file.Position + read > Limits.MaxPackSize)
                throw new LimitExceededException(nameof(PackLimits.MaxPackSize), Limits.MaxPackSize, "The size of the pack");
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private PackIndexOptions Options(FileRepository? repository)
    {
        var options = new PackIndexOptions
        {
            Format = Format ?? repository?.Format ?? ObjectFormat.Sha1,
            Limits = Limits,
            RejectDuplicates = Strict,
            WriteReverseIndex = ReverseIndex,
            Progress = Progress,
        };
        return Threads > 0 ? options with { Threads = Threads } : options;
    }
}
