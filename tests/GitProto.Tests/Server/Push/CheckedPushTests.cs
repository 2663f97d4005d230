using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>The installed git pushes bad objects to a repository that has them checked.</summary>
[CancelAfter(120_000)]
[Category("hostile")]
public sealed class CheckedPushTests
{
    [Test]
    public async Task O18_A_push_of_a_bad_object_is_refused_in_gits_words_each_time_and_leaves_nothing([Values("receive.fsckObjects", "transfer.fsckObjects")] string key)
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        RealGit.Run(target, "config", key, "true");
        var tree = Evil(source);

        for (var time = 0; time < 2; time++)
        {
            var (code, output, error) = RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), "evil");
            code.ShouldBe(1);
            error.ShouldContain($"remote: error: object {tree}: hasDotgit: contains '.git'");
            error.ShouldContain("remote: fatal: fsck error in packed object");
            output.ShouldContain("[remote rejected] (unpacker error)");
            Directory.GetFiles(Path.Join(target, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        }
        RealGit.Run(source, "push", "-q", served.Url("a.git"), "main");
        RealGit.Run(target, "config", "receive.fsck.hasDotgit", "warn");
        RealGit.Try(source, "", "push", served.Url("a.git"), "evil").Error.ShouldContain($"remote: warning: object {tree}: hasDotgit: contains '.git'");
        RealGit.Run(target, "rev-parse", "evil").ShouldBe(RealGit.Run(source, "rev-parse", "evil"));
    }

    [Test]
    public async Task O17_A_repository_with_a_broken_setting_of_the_checks_takes_no_push()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        RealGit.Run(target, "config", "receive.fsck.hasDotgit", "perhaps");
        RealGit.Try(source, "", "push", served.Url("a.git"), "main").Code.ShouldNotBe(0);
        SourceRepository.Refs(target).ShouldBe("");
    }

    [Test]
    public async Task A_server_may_have_all_repositories_checked_and_a_repository_say_no()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true, ReceivePack = new ReceivePackRules { Fsck = FsckOptions.StrictDefault } });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Evil(source);
        RealGit.Try(source, "", "push", served.Url("a.git"), "evil").Code.ShouldBe(1);
        RealGit.Run(target, "config", "receive.fsckObjects", "false");
        RealGit.Run(source, "push", "-q", served.Url("a.git"), "evil");
    }

    /// <summary>Makes a branch whose tree would be written into a repository.</summary>
    private static string Evil(string repository)
    {
        using var open = FileRepository.Open(repository);
        var blob = open.Objects.Write(ObjectType.Blob, "x"u8);
        var tree = open.Objects.Write(ObjectType.Tree, [.. "100644 .git\0"u8, .. ObjectId.AsSpan(blob)]);
        RealGit.Run(repository, "update-ref", "refs/heads/evil", RealGit.Run(repository, "commit-tree", "-m", "Evil", tree.ToString()));
        return tree.ToString();
    }
}
