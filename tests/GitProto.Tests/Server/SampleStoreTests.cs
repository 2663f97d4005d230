using GitProto.Server;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>The installed git works with a repository that lies in a database.</summary>
[CancelAfter(240_000)]
public sealed class SampleStoreTests : IDisposable
{
    private readonly TestDirectory place = new();

    public void Dispose() => place.Dispose();

    [Test]
    public async Task Git_pushes_into_a_database_and_clones_and_fetches_from_it([Values(0, 1, 2)] int version, [Values("sha1", "sha256")] string format)
    {
        using var repository = new SqliteRepository(place.At($"{version}-{format}.sqlite"), format == "sha1" ? ObjectFormat.Sha1 : ObjectFormat.Sha256);
        var errors = new List<Exception>();
        await using var server = GitServer.Start(
            new DictionaryResolver { ["/r.git"] = repository }, new GitServerOptions { AllowReceivePack = true }, new GitTcpServerOptions { OnError = (error, _) => errors.Add(error) });
        var source = SourceRepository.MakeRich(place, $"source-{version}-{format}.git", format);
        var copy = place.At($"copy-{version}-{format}");
        var url = $"{server.BaseUrl}r.git";

        Git("push", "-q", "--mirror", url);
        Git("clone", "-q", "--mirror", url, copy);
        SourceRepository.Refs(copy).ShouldBe(SourceRepository.Refs(source));
        // A thin pack, a ref that moves back, one that goes away.
        SourceRepository.Add(source, "main", 100, 3);
        Git("push", "-q", "--atomic", url, "main", "+main~5:side", ":refs/tags/v2");
        RealGit.Run(copy, "-c", $"protocol.version={version}", "fetch", "-q", "--prune");

        RealGit.Run(copy, "rev-parse", "main", "side").ShouldBe(RealGit.Run(source, "rev-parse", "main", "main~5"));
        RealGit.Try(copy, "", "rev-parse", "--verify", "-q", "refs/tags/v2").Code.ShouldBe(1);
        RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
        var shallow = place.At($"shallow-{version}-{format}");
        Git("clone", "-q", "--depth=3", url, shallow);
        RealGit.Run(shallow, "rev-list", "--count", "HEAD").ShouldBe(RealGit.Run(source, "rev-list", "--count", "main", $"^main~3"));
        RealGit.Try(source, "", "push", url, "main~2:main").Code.ShouldBe(1);
        errors.ShouldBeEmpty();

        void Git(params string[] arguments) => RealGit.Run(source, ["-c", $"protocol.version={version}", .. arguments]);
    }
}
