using System.IO.Pipelines;
using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What the installed git said to this client while it cloned something small.</summary>
internal static class CapturedSession
{
    private static readonly Dictionary<(int Protocol, BandMode Bands), byte[]> Sessions = [];

    public static async Task<byte[]> OfAsync(int protocol, BandMode bands = BandMode.Large)
    {
        lock (Sessions)
        {
            if (Sessions.TryGetValue((protocol, bands), out var known))
                return known;
        }
        using var place = new TestDirectory();
        var path = SourceRepository.Make(place, "source.git", "sha1");
        var (code, _, problem) = RealGit.Try(path, "commit refs/heads/main\ncommitter C <c@example.com> 1600000000 +0000\ndata 2\nx\nM 100644 inline f\ndata 2\ny\n\n", "fast-import", "--quiet");
        code.ShouldBe(0, problem);
        RealGit.Run(path, "tag", "-a", "v1", "-m", "one", "main");
        var start = new ProcessCommand(ExecutablePath.Find("git")!, "upload-pack", path)
        {
            Environment = new Dictionary<string, string?> { ["GIT_PROTOCOL"] = $"version={protocol}" },
        };
        var tee = new Tee(ProcessConnection.Start(start));
        await using var session = await GitClient.OpenAsync(tee);
        using var repository = new MemoryRepository();
        await session.FetchAsync(repository, Everything(bands));
        repository.Refs.List().Count().ShouldBe(2);
        lock (Sessions)
            return Sessions[(protocol, bands)] = tee.Said.ToArray();
    }

    public static FetchOptions Everything(BandMode bands) => new() { RefSpecs = [RefSpec.Mirror], Pack = new FetchPackOptions { MaxBandMode = bands } };

    private sealed class Tee(GitConnection inner) : GitConnection
    {
        public MemoryStream Said { get; } = new();

        public override PipeReader Input => field ??= PipeReader.Create(new TeeStream(inner.Input.AsStream(), Said));

        public override PipeWriter Output => inner.Output;

        public override string Peer => inner.Peer;

        public override ValueTask CloseWriteAsync(CancellationToken cancellationToken = default) => inner.CloseWriteAsync(cancellationToken);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class TeeStream(Stream inner, MemoryStream copy) : GitProto.Protocol.ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            copy.Write(buffer.Span[..count]);
            return count;
        }
    }
}
