namespace GitProto.Cli.Tests;

public sealed class FsckCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        for (var number = 0; number < 3; number++)
            sample.Commit($"{number}\n");
    }

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase]
    [TestCase("--root", "--tags")]
    [TestCase("--unreachable", "HEAD")]
    [TestCase("--no-reflogs", "--strict")]
    [TestCase("--connectivity-only")]
    [TestCase("nonsense")]
    [TestCase("1111111111111111111111111111111111111111")]
    public void It_says_what_git_says(params string[] arguments)
    {
        Run.GitWith(sample.Repository, "lost"u8.ToArray(), "hash-object", "-w", "--stdin").Code.ShouldBe(0);
        var gits = Sorted(Run.GitWith(sample.Repository, [], ["fsck", "--no-progress", .. arguments]));
        Sorted(Run.Tool(sample.Repository, ["fsck", .. arguments])).ShouldBe(gits);
        Sorted(Run.Tool(sample.Path, ["fsck", "-C", sample.Repository, .. arguments])).ShouldBe(gits);
    }

    [TestCase("fsck.badDate", "warn")]
    [TestCase("fsck.skipList", "nowhere")]
    public void Settings_of_the_repository_count(string key, string value)
    {
        Run.Git(sample.Repository, "config", key, value);
        Run.Tool(sample.Repository, "fsck").ShouldBe(Run.GitWith(sample.Repository, [], "fsck", "--no-progress"));
    }

    [Test]
    public void A_missing_object_is_told_and_shows_in_the_exit_code()
    {
        var blob = Run.Git(sample.Repository, "rev-parse", "HEAD~1^{tree}").TrimEnd();
        File.Delete(Path.Join(Objects, blob[..2], blob[2..]));
        var ours = Run.Tool(sample.Repository, "fsck");
        Sorted(ours).ShouldBe(Sorted(Run.GitWith(sample.Repository, [], "fsck", "--no-progress")));
        ours.Code.ShouldBe(2);
    }

    [TestCase("--lost-found")]
    [TestCase("--cache")]
    public void What_is_not_supported_is_refused_by_name(string option)
    {
        var refused = Run.Tool(sample.Repository, "fsck", option);
        refused.Code.ShouldBe(129);
        refused.Error.ShouldContain(option);
    }

    [Test]
    public void Where_there_is_no_repository_it_says_so() => Run.Tool("/", "fsck").Code.ShouldBe(128);

    // Git lists in the order of its hash table.
    private static (int Code, string Output, string Error) Sorted(Outcome outcome) =>
        (outcome.Code, string.Join('\n', outcome.Output.Split('\n').Order(StringComparer.Ordinal)), outcome.Error);

    private string Objects => Path.Join(Directory.Exists(Path.Join(sample.Repository, ".git")) ? Path.Join(sample.Repository, ".git") : sample.Repository, "objects");
}
