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

    /// <summary>Indexes a file.</summary>
    public async Task<int> IndexAsync(CancellationToken cancellationToken)
    {
        var path = Pack!;
        if (Index is null && !path.EndsWith(".pack", StringComparison.Ordinal))
            throw new ToolException($"packfile name '{path}' does not end with '.pack'");
        if (!File.Exists(path))
            throw new ToolException($"could not open '{path}' for reading: No such file or directory");
        using var repository = CurrentRepository.TryOpen();
        var options = new PackIndexOptions
        {
            Format = Format ?? repository?.Format ?? ObjectFormat.Sha1,
            RejectDuplicates = Strict,
            WriteReverseIndex = ReverseIndex,
            Progress = Progress,
        };
        var summary = await PackIndexer.IndexAsync(path, Index, options, cancellationToken);
        await Console.Out.WriteLineAsync(summary.Checksum.ToString());
        return ExitCode.Success;
    }

    /// <summary>Stores what comes on standard input in the repository, or under a name.</summary>
    public async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var repository = CurrentRepository.TryOpen() ?? throw new ToolException("--stdin requires a git repository");
        var input = PipeReader.Create(Console.OpenStandardInput());
        var receive = new ReceivePackOptions { AllowThin = FixThin, Strict = Strict };
        if (Pack is not null)
            throw new ToolException("--stdin with a file name is not supported yet");
        var summary = await repository.Objects.ReceivePackAsync(input, receive, Progress, cancellationToken);
        await Console.Out.WriteLineAsync($"pack\t{summary.Checksum}");
        return ExitCode.Success;
    }
}
