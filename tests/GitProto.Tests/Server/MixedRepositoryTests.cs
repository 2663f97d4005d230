namespace GitProto.Tests;

/// <summary>Whatever mix git leaves on disk is served.</summary>
[CancelAfter(240_000)]
public sealed class MixedRepositoryTests : IAsyncDisposable
{
    private ServedDirectory served = null!;

    public static readonly string[] Mixes = ["loose", "packs", "everything.git", "borrower.git", "second.git", "shallow.git", "tree/.git", "gitfile/.git", "sha256.git"];

    [OneTimeSetUp]
    public void Make()
    {
        served = new ServedDirectory();
        var source = SourceRepository.MakeRich(served.Place, ServedDirectory.In("base.git"));
        SourceRepository.MakeRich(served.Place, ServedDirectory.In("sha256.git"), "sha256");

        RealGit.Run(served.Root, "init", "-q", "--bare", "-b", "main", "loose");
        RealGit.Run(served.Place.At("served", "loose"), "-c", "transfer.unpackLimit=100000", "fetch", "-q", source, "+refs/*:refs/*");

        var packs = Copy("packs");
        foreach (var first in new[] { 100, 110, 120 })
        {
            SourceRepository.Add(packs, "main", first, 5);
            RealGit.Run(packs, "repack", "-q");
        }
        SourceRepository.Add(packs, "main", 130, 3);

        var everything = Copy("everything.git");
        RealGit.Run(everything, "-c", "pack.writeReverseIndex=true", "repack", "-qadb");
        RealGit.Run(everything, "commit-graph", "write", "--reachable");
        SourceRepository.Add(everything, "main", 100, 5);
        RealGit.Run(everything, "repack", "-q");
        RealGit.Run(everything, "multi-pack-index", "write", "--bitmap");
        RealGit.Run(everything, "branch", "later", "main~2");
        SourceRepository.Add(everything, "later", 110, 2);
        RealGit.Run(everything, "pack-refs", "--all");
        SourceRepository.Add(everything, "main", 130, 2);

        RealGit.Run(served.Root, "clone", "-q", "--bare", "--shared", source, "borrower.git");
        SourceRepository.Add(served.Place.At("served", "borrower.git"), "main", 100, 3);
        RealGit.Run(served.Root, "clone", "-q", "--bare", "--shared", served.Place.At("served", "borrower.git"), "second.git");
        RealGit.Run(served.Root, "clone", "-q", "--bare", "--depth=3", "--no-single-branch", $"file://{source}", "shallow.git");
        RealGit.Run(served.Root, "clone", "-q", source, "main-tree");
        RealGit.Run(served.Place.At("served", "main-tree"), "worktree", "add", "-q", "-b", "aside", served.Place.At("served", "tree"), "HEAD~4");
        RealGit.Run(served.Root, "clone", "-q", "--separate-git-dir=elsewhere", source, "gitfile");
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void Git_leaves_what_this_test_is_about()
    {
        File.Exists(served.Place.At("served", "everything.git/objects/pack/multi-pack-index")).ShouldBeTrue();
        Directory.GetFiles(served.Place.At("served", "everything.git/objects/pack"), "*.bitmap").ShouldNotBeEmpty();
        Directory.GetFiles(served.Place.At("served", "everything.git/objects/pack"), "*.rev").ShouldNotBeEmpty();
        File.Exists(served.Place.At("served", "everything.git/objects/info/commit-graph")).ShouldBeTrue();
        File.Exists(served.Place.At("served", "shallow.git/shallow")).ShouldBeTrue();
        Directory.GetFiles(served.Place.At("served", "packs/objects/pack"), "*.pack").Length.ShouldBe(4);
        Directory.GetFiles(served.Place.At("served", "loose/objects/pack")).ShouldBeEmpty();
    }

    [Test]
    public void It_lists_as_git_lists_it([ValueSource(nameof(Mixes))] string name, [Values(0, 2)] int version) =>
        served.Git(version, "ls-remote", "--symref", served.Url(name)).ShouldBe(served.Git(version, "ls-remote", "--symref", served.Place.At("served", name)));

    [Test]
    public void It_is_cloned_whole([ValueSource(nameof(Mixes))] string name, [Values(0, 2)] int version)
    {
        var copy = $"copy-{version}-{name.Replace('/', '-')}";
        served.Git(version, "clone", "-q", "--mirror", served.Url(name), copy);

        var (here, there) = (served.Place.At(copy), served.Place.At("served", name));
        var git = name.EndsWith("/.git", StringComparison.Ordinal) ? there[..^5] : there;
        RealGit.Run(here, "fsck", "--strict", "--no-dangling").ShouldBe("");
        SourceRepository.Refs(here).ShouldBe(SourceRepository.Refs(git));
        Objects(here).ShouldBe(Objects(git));
        RealGit.Run(here, "rev-parse", "--is-shallow-repository").ShouldBe(RealGit.Run(git, "rev-parse", "--is-shallow-repository"));
    }

    private static string[] Objects(string path) => [.. RealGit.Run(path, "rev-list", "--objects", "--no-object-names", "--all").Split('\n').Order(StringComparer.Ordinal)];

    private string Copy(string name)
    {
        RealGit.Run(served.Root, "clone", "-q", "--mirror", served.Place.At("served", "base.git"), name);
        return served.Place.At("served", name);
    }
}
