using GitProto.Server;

namespace GitProto.Tests;

/// <summary>Pushes into repositories beside a work tree.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class CurrentBranchTests
{
    [TestCase("", "(branch is currently checked out)", "refusing to update checked out branch: refs/heads/main")]
    [TestCase("true", "(branch is currently checked out)", "refusing to update checked out branch: refs/heads/main")]
    [TestCase("updateInstead", "(branch is currently checked out)", "updateInstead is not supported")]
    [TestCase("warn", "", "warning: updating the current branch")]
    [TestCase("ignore", "", "")]
    public async Task H17_A_branch_that_a_work_tree_has_checked_out_is_guarded(string value, string reason, string text)
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", source, ServedDirectory.In("a"));
        var target = served.Place.At(ServedDirectory.In("a"));
        if (value.Length > 0)
            RealGit.Run(target, "config", "receive.denyCurrentBranch", value);
        SourceRepository.Add(source, "main", 100, 1);

        var (code, output, error) = RealGit.Try(source, "", "push", "--porcelain", served.Url("a"), "main");

        (code == 0).ShouldBe(reason.Length == 0, error);
        output.ShouldContain(reason);
        error.ShouldContain(text);
    }

    [TestCase("link", "main")]
    [TestCase("link to nothing", "main")]
    [TestCase("garbage", "main")]
    [TestCase("directory", "main")]
    [TestCase("long", "side")]
    public async Task H17_A_HEAD_that_cannot_be_read_lets_nothing_through(string head, string branch)
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", source, ServedDirectory.In("a.git"));
        var target = served.Place.At(ServedDirectory.In("a.git"));
        RealGit.Run(target, "worktree", "add", "-q", served.Place.At("linked"), branch == "main" ? "main" : "side");
        var path = Path.Join(target, "worktrees", "linked", "HEAD");
        File.Delete(path);
        if (head == "directory")
            Directory.CreateDirectory(path);
        else if (head.StartsWith("link", StringComparison.Ordinal))
            File.CreateSymbolicLink(path, head == "link" ? "refs/heads/main" : "/dev/null");
        else
            File.WriteAllText(path, head == "long" ? new string('x', 5000) : "nonsense\n");
        SourceRepository.Add(source, branch, 100, 1);

        RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), branch).Output.ShouldContain("(branch is currently checked out)");
        RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), "v1:refs/tags/other").Code.ShouldBe(0);
    }

    [TestCase("", "(deletion of the current branch prohibited)", "refusing to delete the current branch: refs/heads/main")]
    [TestCase("refuse", "(deletion of the current branch prohibited)", "refusing to delete the current branch: refs/heads/main")]
    [TestCase("updateInstead", "(deletion of the current branch prohibited)", "refusing to delete the current branch: refs/heads/main")]
    [TestCase("warn", "", "warning: deleting the current branch")]
    [TestCase("ignore", "", "")]
    [TestCase("false", "", "")]
    public async Task H17_The_deletion_of_the_current_branch_is_guarded(string value, string reason, string text)
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", source, ServedDirectory.In("a.git"));
        var target = served.Place.At(ServedDirectory.In("a.git"));
        if (value.Length > 0)
            RealGit.Run(target, "config", "receive.denyDeleteCurrent", value);

        var (code, output, error) = RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), ":main");

        (code == 0).ShouldBe(reason.Length == 0, error);
        output.ShouldContain(reason);
        error.ShouldContain(text);
        SourceRepository.Refs(target).Contains("refs/heads/main", StringComparison.Ordinal).ShouldBe(reason.Length > 0);
    }

    [Test]
    public async Task H17_The_branch_of_a_linked_work_tree_counts_also_through_a_symbolic_ref()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", source, ServedDirectory.In("a.git"));
        var target = served.Place.At(ServedDirectory.In("a.git"));
        RealGit.Run(target, "worktree", "add", "-q", served.Place.At("linked"), "side");
        RealGit.Run(target, "symbolic-ref", "refs/alias/side", "refs/heads/side");
        SourceRepository.Add(source, "side", 100, 1);

        foreach (var name in new[] { "refs/heads/side", "refs/alias/side" })
            RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), "side:" + name).Output.ShouldContain("(branch is currently checked out)");
        RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), ":refs/heads/main").Output.ShouldContain("(deletion of the current branch prohibited)");
    }
}
