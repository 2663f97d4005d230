using System.Runtime.Versioning;

namespace GitProto.Cli.Tests;

/// <summary>Programs in the place of git's serve one namespace of a repository, as <c>GIT_NAMESPACE</c> says.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NamespaceTests : IDisposable
{
    private const string Team = "GIT_NAMESPACE=team/one";
    private const string Prefix = "refs/namespaces/team/refs/namespaces/one/";
    private Sample sample = null!;

    private string Shared => sample.At("shared.git");

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        Run.Git(sample.Path, "clone", "-q", "--bare", "a", "shared.git");
        Run.Git(Shared, "symbolic-ref", Prefix + "HEAD", Prefix + "refs/heads/main");
    }

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void A_push_goes_into_the_namespace_and_into_nothing_else()
    {
        var before = sample.Refs("shared.git");

        // The branch that the repository as a whole has checked out is another one.
        var pushed = Run.TryGit(sample.Repository, "push", "-q", $"--receive-pack=env {Team} '{Run.ToolPath}' receive-pack", Shared, "main", "v1.1");
        pushed.ShouldBe(new Outcome(0, "", ""));

        var after = sample.Refs("shared.git").Split('\n').Except(before.Split('\n'));
        after.Select(line => line.Split(' ')[1]).ShouldBe([Prefix + "HEAD", Prefix + "refs/heads/main", Prefix + "refs/tags/v1.1"]);
    }

    [Test]
    public void What_is_shown_is_what_git_shows([Values(0, 2)] int version)
    {
        Run.Git(sample.Repository, "push", "-q", Shared, $"main:{Prefix}refs/heads/main", $"v1.1:{Prefix}refs/tags/v1.1", $"topic/deep:{Prefix}refs/heads/secret", $"topic/deep:{Prefix}refs/heads/open");
        Run.Git(Shared, "config", "--add", "transfer.hideRefs", $"^{Prefix}refs/heads/secret");
        Run.Git(Shared, "config", "--add", "transfer.hideRefs", "refs/heads/open");
        Run.Git(Shared, "config", "--add", "transfer.hideRefs", $"!^{Prefix}refs/heads/open");

        var (ours, theirs) = (List($"'{Run.ToolPath}' upload-pack", version), List("git upload-pack", version));

        // git lists the HEAD of a namespace a second time, for it lies among the refs of the repository.
        ours.ShouldBe(string.Join('\n', theirs.Split('\n').Distinct()));
        ours.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[1])
            .ShouldBe(["HEAD", "refs/heads/main", "refs/heads/open", "refs/tags/v1.1", "refs/tags/v1.1^{}"]);
    }

    [Test]
    public void One_who_pushes_is_told_of_the_objects_outside_as_git_tells_it()
    {
        Run.Git(sample.Repository, "push", "-q", Shared, $"main:{Prefix}refs/heads/main");

        var all = Advertised(Run.ToolPath);
        all.ShouldBe(Advertised("git"));

        Run.Git(Shared, "config", "transfer.hideRefs", "^refs/heads/topic");
        Advertised(Run.ToolPath).ShouldBe(Advertised("git"));
        Advertised(Run.ToolPath).Count.ShouldBe(all.Count - 1);
    }

    [TestCase("../..")]
    [TestCase("a b")]
    [Category("hostile")]
    public void R20_A_namespace_that_is_none_is_refused_and_nothing_is_made(string name)
    {
        foreach (var service in new[] { "upload-pack", "receive-pack" })
        {
            var refused = Run.With(sample.Path, [("GIT_NAMESPACE", name)], Run.ToolPath, service, Shared);
            (refused.Code, refused.Output).ShouldBe((128, ""));
            refused.Error.ShouldStartWith($"fatal: bad git namespace path \"{name}\"");
        }
        Directory.GetFileSystemEntries(System.IO.Path.Join(Shared, "refs", "namespaces")).Select(System.IO.Path.GetFileName).ShouldBe(["team"]);
    }

    [Test]
    [Category("hostile")]
    public void R20_A_ref_that_is_too_long_for_a_file_leaves_no_directory_half_made()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('n', 200), 15));
        var pushed = Run.TryGit(sample.Repository, "push", "-q", $"--receive-pack=env GIT_NAMESPACE={name} '{Run.ToolPath}' receive-pack", Shared, "main:refs/heads/" + string.Join('/', Enumerable.Repeat(new string('x', 200), 5)));

        pushed.Code.ShouldBe(1, pushed.Error);
        Directory.GetFileSystemEntries(System.IO.Path.Join(Shared, "refs", "namespaces")).Select(System.IO.Path.GetFileName).ShouldBe(["team"]);
    }

    private string List(string program, int version)
    {
        var listed = Run.TryGit(sample.Path, "-c", $"protocol.version={version}", "ls-remote", $"--upload-pack=env {Team} {program}", Shared);
        listed.Code.ShouldBe(0, listed.Error);
        return listed.Output;
    }

    private List<string> Advertised(string program)
    {
        var told = Run.With(sample.Path, [("GIT_NAMESPACE", "team/one")], program, "receive-pack", "--http-backend-info-refs", Shared);
        told.Code.ShouldBe(0, told.Error);
        // Without lengths and capabilities; git sorts what lies outside by nothing that anybody could know.
        // The HEAD of the namespace, which git takes for a ref, cannot be pushed to.
        return [.. told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\0')[0][4..]).Where(line => line.Length > 0 && !line.EndsWith(" HEAD", StringComparison.Ordinal)).Order()];
    }
}
