using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Repositories of this machine: served in this process, or by a program over pipes.</summary>
[CancelAfter(300_000)]
public sealed class LocalTests
{
    [Test]
    public async Task A_path_or_a_file_url_is_cloned([Values(0, 1, 2)] int protocol, [Values] bool byUrl, [Values("inside", "git", "shell")] string server, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        var options = new GitClientOptions
        {
            Protocol = protocol,
            UploadPack = server switch
            {
                "git" => new ProcessCommand(ExecutablePath.Find("git")!, "upload-pack"),
                "shell" => LocalServer.Shell("git upload-pack"),
                _ => null,
            },
        };
        var url = byUrl ? "file://" + source : source;

        using var clone = await GitClient.CloneAsync(url, place.At("clone.git"), new CloneOptions { Mirror = true, Client = options }, cancellationToken);

        SourceRepository.Refs(place.At("clone.git")).ShouldBe(SourceRepository.Refs(source));
        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        RealGit.Run(place.At("clone.git"), "config", "remote.origin.url").ShouldBe(url);
    }

    [Test]
    public async Task A_path_without_a_repository_is_an_error_that_says_so([Values] bool program, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var options = new GitClientOptions { UploadPack = program ? LocalServer.Shell("git upload-pack") : null };

        var error = await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync(place.At("absent"), options, cancellationToken).AsTask());

        error.Message.ShouldContain("does not appear to be a git repository");
    }

    [Test]
    public async Task A_server_that_says_nothing_times_out_in_a_named_state(CancellationToken cancellationToken)
    {
        var (near, far) = InProcessConnection.CreatePair();
        await using var other = far;
        var options = new GitClientOptions { Timeouts = new GitTimeouts { Think = TimeSpan.FromMilliseconds(50) } };

        var error = await Refusal.OfAsync<GitTimeoutException>(() => GitClient.OpenAsync(near, options, cancellationToken).AsTask());

        error.State!.ShouldContain("greeting");
    }

    [Test]
    public async Task A_wait_can_be_cancelled()
    {
        var (near, far) = InProcessConnection.CreatePair();
        await using var other = far;
        using var soon = new CancellationTokenSource(50);

        await Should.ThrowAsync<OperationCanceledException>(() => GitClient.OpenAsync(near, null, soon.Token).AsTask());
    }

    [Test]
    public async Task A_repository_of_another_hash_is_refused(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git", "sha256");
        using var repository = new MemoryRepository();
        await using var session = await GitClient.ConnectAsync(source, null, cancellationToken);

        await Refusal.OfAsync<PolicyException>(() => session.FetchAsync(repository, null, cancellationToken).AsTask());
    }
}
