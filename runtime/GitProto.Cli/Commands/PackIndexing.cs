using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>One pack that is indexed, from a file or from standard input.</summary>
internal sealed class PackIndexing
{
    public string? Pack { get; init; }

    public string? Index { get; init; }

    /// <summary>What is an error where objects and links are checked; null if they are not.</summary>
    public string? Strict { get; init; }

    /// <summary>What is an error where objects alone are checked; null if they are not.</summary>
    public string? FsckObjects { get; init; }

    public bool FixThin { get; init; }

    public bool ReverseIndex { get; init; }

    public ObjectFormat? Format { get; init; }

    /// <summary>What the file says that keeps the pack from being thrown away; null to write none.</summary>
    public string? Keep { get; init; }

    public IProgress<PackProgress>? Progress { get; init; }

    /// <summary>The longest pack that is taken, in bytes; 0 for the limit of the library.</summary>
    public long MaxSize { get; init; }

    /// <summary>How many threads resolve deltas; 0 for one per processor.</summary>
    public int Threads { get; init; }

    // Blobs that a partial clone leaves out: who fetched it has to check them.
    private readonly List<ObjectId> missingModules = [];

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
        if (Keep is not null)
            TryKeep(KeepOf(path));
        await Console.Out.WriteLineAsync(summary.Checksum.ToString());
        WriteMissing();
        return ExitCode.Success;
    }

    /// <summary>Checks a pack that has its index, and the index with it. Prints nothing if both are well.</summary>
    public async Task<int> VerifyAsync(CancellationToken cancellationToken)
    {
        var path = Pack ?? throw new ToolException("--verify with no packfile name given");
        var index = Index ?? IndexOf(path);
        if (!File.Exists(index))
            throw new ToolException($"Cannot open existing pack idx file for '{index}'");
        var made = Path.GetTempFileName();
        try
        {
            using var repository = CurrentRepository.TryOpen();
            await SizedAsync(() => PackIndexer.IndexAsync(path, made, Options(repository) with { WriteReverseIndex = false, Fsync = FsyncComponents.None }, cancellationToken));
            if (!await SameAsync(made, index, cancellationToken))
                throw new ToolException($"sha1 file '{index}' validation error");
            return ExitCode.Success;
        }
        finally
        {
            File.Delete(made);
        }
    }

    /// <summary>Stores what comes on standard input in the repository, or under a name.</summary>
    public async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var repository = CurrentRepository.TryOpen() ?? throw new ToolException("--stdin requires a git repository");
        var (summary, kept) = await SizedAsync(() => Pack is { } path ? StoreAsync(path, repository, cancellationToken) : StoreAsync(repository, cancellationToken));
        await Console.Out.WriteLineAsync($"{(kept ? "keep" : "pack")}\t{summary.Checksum}");
        WriteMissing();
        return ExitCode.Success;
    }

    private static bool HasPackName(string path) => path.EndsWith(".pack", StringComparison.Ordinal);

    private static string IndexOf(string path) =>
        HasPackName(path) ? Path.ChangeExtension(path, ".idx") : throw new ToolException($"packfile name '{path}' does not end with '.pack'");

    private static string KeepOf(string path) =>
        HasPackName(path) ? Path.ChangeExtension(path, ".keep") : throw new ToolException($"packfile name '{path}' does not end with '.pack'");

    private static async Task<bool> SameAsync(string made, string index, CancellationToken cancellationToken)
    {
        await using var one = File.OpenRead(made);
        await using var other = File.OpenRead(index);
        if (one.Length != other.Length)
            return false;
        var (left, right) = (new byte[64 << 10], new byte[64 << 10]);
        for (int read; (read = await one.ReadAtLeastAsync(left, left.Length, throwOnEndOfStream: false, cancellationToken)) > 0;)
        {
            await other.ReadExactlyAsync(right.AsMemory(0, read), cancellationToken);
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
                return false;
        }
        return true;
    }

    private async Task<T> SizedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await FsckOutput.RunAsync(work);
        }
        catch (LimitExceededException e) when (MaxSize > 0 && e.Limit == nameof(PackLimits.MaxPackSize))
        {
            throw new ToolException($"pack exceeds maximum allowed size ({MaxSize} bytes)");
        }
    }

    private async Task<(ReceivedPack Pack, bool Kept)> StoreAsync(FileRepository repository, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateDirectory(Path.Join(repository.CommonDirectory, "objects", "pack")).FullName;
        using var staged = await ReceiveIntoAsync(directory, repository, cancellationToken);
        if (staged.Summary.ObjectCount == 0 && Keep is null)
            return (staged.Summary, false);
        // Ahead of the pack: once others see it, they may want to throw it away.
        var kept = TryKeep(Path.Join(directory, $"pack-{staged.Summary.Checksum}.keep"));
        staged.Install();
        return (staged.Summary, kept);
    }

    /// <summary>Makes both files in a directory of their own first: what stands under a name is whole, and an index never lacks its pack.</summary>
    private async Task<(ReceivedPack Pack, bool Kept)> StoreAsync(string path, FileRepository repository, CancellationToken cancellationToken)
    {
        var index = Index ?? IndexOf(path);
        if (File.Exists(path))
            throw new ToolException($"unable to create '{path}': File exists");
        var unfinished = Directory.CreateDirectory($"{path}.{Guid.NewGuid():n}.tmp").FullName;
        try
        {
            using var staged = await ReceiveIntoAsync(unfinished, repository, cancellationToken);
            var made = staged.Install();
            var kept = Keep is not null && TryKeep(KeepOf(path));
            File.Move(made, path);
            if (ReverseIndex)
                File.Move(Path.ChangeExtension(made, ".rev"), Path.ChangeExtension(index, ".rev"), overwrite: true);
            File.Move(Path.ChangeExtension(made, ".idx"), index, overwrite: true);
            return (staged.Summary, kept);
        }
        finally
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    private Task<StagedPack> ReceiveIntoAsync(string directory, FileRepository repository, CancellationToken cancellationToken) => PackReceiver.ReceiveAsync(
        PipeReader.Create(Console.OpenStandardInput()), directory, Options(repository) with { Bases = FixThin ? repository.Objects : null, Shared = repository.Shared }, cancellationToken);

    // A file that is there already, and what it says, stays.
    private bool TryKeep(string path)
    {
        if (Keep is null || File.Exists(path))
            return false;
        var owned = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            owned.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, owned);
        file.Write(Keep.Length == 0 ? "" : Keep + "\n");
        return true;
    }

    private void WriteMissing()
    {
        foreach (var id in missingModules)
            Console.Out.WriteLine(id);
    }

    private FsckOptions? Checks(FileRepository? repository)
    {
        if (Strict is not null)
        {
            var checks = FsckOutput.Parse(Ids(Strict));
            return FsckOutput.Telling(checks with { CheckLinks = true, Shallow = repository?.ShallowBoundary ?? checks.Shallow });
        }
        if (FsckObjects is null)
            return null;
        var told = FsckOutput.Telling(FsckOutput.Parse(Ids(FsckObjects)));
        return told with
        {
            Severities = told.Severities.With(FsckId.GitmodulesMissing, FsckSeverity.Warn),
            Report = message =>
            {
                if (message.Id == FsckId.GitmodulesMissing)
                    missingModules.Add(message.Object);
                else
                    told.Report!(message);
            },
        };
    }

    private static string Ids(string value) => value == IndexPackCommand.NoMessage ? "" : value;

    private PackIndexOptions Options(FileRepository? repository)
    {
        var options = new PackIndexOptions
        {
            Format = Format ?? repository?.Format ?? ObjectFormat.Sha1,
            Limits = Limits,
            RejectDuplicates = Strict is not null,
            Fsck = Checks(repository),
            Objects = repository?.Objects,
            WriteReverseIndex = ReverseIndex,
            Fsync = repository?.Fsync ?? FsyncComponents.Default,
            Progress = Progress,
        };
        return Threads > 0 ? options with { Threads = Threads } : options;
    }
}
