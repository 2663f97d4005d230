using GitProto.AspNetCore;
using GitProto.Client;

namespace GitProto.Tests;

/// <summary>Our client gets archives over HTTP.</summary>
[CancelAfter(240_000)]
public sealed class ArchiveClientTests
{
    private HostedGit hosted = null!;
    private string path = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        hosted = await HostedGit.StartAsync(git => git.Archive = GitHttpAccess.Everybody);
        path = ArchiveRepository.Make(hosted.Place, HostedGit.In("a"));
    }

    [OneTimeTearDown]
    public ValueTask Stop() => hosted.DisposeAsync();

    [Test]
    public async Task A_tar_is_gits_byte_for_byte_whatever_version_is_asked_for([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        RealGit.Run(path, "archive", "--format=tar", "--prefix=x/", "-o", hosted.Place.At($"theirs{protocol}.tar"), "v1", "e", "*.txt");
        using var ours = new MemoryStream();

        var size = await GitClient.ArchiveAsync(
            hosted.Url("a"), new ArchiveOptions { Tree = "v1", Prefix = "x/", Paths = ["e", "*.txt"] }, ours, new GitClientOptions { Protocol = protocol }, cancellationToken);

        ours.ToArray().ShouldBe(await File.ReadAllBytesAsync(hosted.Place.At($"theirs{protocol}.tar"), cancellationToken));
        size.ShouldBe(ours.Length);
    }

    [Test]
    public async Task The_formats_are_listed() => (await GitClient.ListArchiveFormatsAsync(hosted.Url("a"))).ShouldBe(["tar", "tgz", "tar.gz", "zip"]);

    [Test]
    public async Task A_refusal_is_told_with_its_reason()
    {
        var error = await Should.ThrowAsync<RemoteErrorException>(() => GitClient.ArchiveAsync(hosted.Url("a"), new ArchiveOptions { Tree = "nosuch" }, Stream.Null).AsTask());

        error.Message.ShouldContain("fatal: no such ref: nosuch");
        error.Name.ShouldBe("archiver-died");
    }

    [Test]
    public async Task Where_the_service_is_off_the_client_says_so()
    {
        await using var closed = await HostedGit.StartAsync(git => git.Archive = GitHttpAccess.Off);
        ArchiveRepository.Make(closed.Place, HostedGit.In("a"));

        var error = await Should.ThrowAsync<GitProto.Transports.GitHttpException>(() => GitClient.ArchiveAsync(closed.Url("a"), new ArchiveOptions { Tree = "v1" }, Stream.Null).AsTask());

        error.Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }
}
