namespace GitProto.Cli.Tests;

public sealed class ServeCommandTests : IDisposable
{
    private Sample sample = null!;
    private ServedDirectory served = null!;

    [SetUp]
    public void Start()
    {
        sample = new Sample();
        served = new ServedDirectory(sample.Path);
    }

    [TearDown]
    public void Dispose()
    {
        served.Dispose();
        sample.Dispose();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Git_clones_from_it(int version)
    {
        served.BaseUrl.ShouldMatch(@"^git://127\.0\.0\.1:\d+/$");
        Run.Git(sample.Path, "-c", $"protocol.version={version}", "clone", "-q", "--mirror", served.BaseUrl + "a", "b.git");
        Run.Git(sample.At("b.git"), "fsck", "--strict");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    [Test]
    public void What_is_not_there_is_denied_in_the_words_of_git_daemon() =>
        Run.TryGit(sample.Path, "ls-remote", served.BaseUrl + "nothing").Error.ShouldContain("fatal: remote error: access denied or repository not exported: /nothing");

    [Test]
    public void Pushes_are_taken_only_if_that_was_said()
    {
        Run.TryGit(sample.Repository, "push", served.BaseUrl + "a", "main:other").Error.ShouldContain("fatal: remote error: access denied or repository not exported: /a");
        using var open = new ServedDirectory(sample.Path, "--allow-push");
        Run.Git(sample.Repository, "push", "-q", open.BaseUrl + "a", "main:other");
        sample.Refs("a").ShouldContain(" refs/heads/other\n");
        Run.TryGit(sample.Repository, "push", open.BaseUrl + "new.git", "main").Code.ShouldBe(128);
    }

    [Test]
    public void A_repository_is_made_by_a_push_if_that_was_said()
    {
        using var open = new ServedDirectory(sample.Path, "--allow-push", "--create-on-push");
        Run.Git(sample.Repository, "push", "-q", "--mirror", open.BaseUrl + "team/new");
        Run.Git(sample.At("team/new.git"), "fsck", "--strict");
        sample.Refs("team/new.git").ShouldBe(sample.Refs("a"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Git_clones_from_it_over_http(int version)
    {
        using var web = new ServedDirectory(sample.Path, "--http", "0");
        web.BaseUrl.ShouldMatch(@"^git://127\.0\.0\.1:\d+/$");
        var url = web.NextLine();
        url.ShouldMatch(@"^http://127\.0\.0\.1:\d+/$");
        Run.Git(sample.Path, "-c", $"protocol.version={version}", "clone", "-q", "--mirror", url + "a", "b.git");
        Run.Git(sample.At("b.git"), "fsck", "--strict");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    [Test]
    public void Pushes_over_http_are_taken_only_if_that_was_said()
    {
        using var closed = new ServedDirectory(sample.Path, "--http", "0");
        Run.TryGit(sample.Repository, "push", closed.NextLine() + "a", "main:other").Error.ShouldContain("403");
        using var open = new ServedDirectory(sample.Path, "--http", "0", "--allow-push", "--create-on-push");
        Run.Git(sample.Repository, "push", "-q", "--mirror", open.NextLine() + "team/new");
        Run.Git(sample.At("team/new.git"), "fsck", "--strict");
        sample.Refs("team/new.git").ShouldBe(sample.Refs("a"));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void It_stops_when_asked_to_also_with_http(string signal)
    {
        using var web = new ServedDirectory(sample.Path, "--http", "0");
        web.NextLine().ShouldStartWith("http://");
        web.Stop(signal).ShouldBe(0);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void It_stops_when_asked_to(string signal) => served.Stop(signal).ShouldBe(0);
}
