using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

/// <summary>Which file says what is known of a version.</summary>
public sealed class ExpectedFileTests
{
    private string directory = null!;

    [SetUp]
    public void List()
    {
        directory = Directory.CreateTempSubdirectory("gitproto-expected-").FullName;
        foreach (var name in new[] { "git-2.30.yaml", "git-2.39.yaml", "git-2.100.yaml", "git-next.yaml", "other.yaml" })
            File.WriteAllText(Path.Join(directory, name), "");
    }

    [TearDown]
    public void Forget() => Directory.Delete(directory, recursive: true);

    [TestCase("2.39.5", "git-2.39.yaml")]
    [TestCase("2.30.0", "git-2.30.yaml")]
    [TestCase("2.100.0-rc1", "git-2.100.yaml")]
    public void A_release_takes_what_is_known_of_its_line(string version, string file)
    {
        var chosen = ExpectedFile.Of(directory, "git", version);

        Path.GetFileName(chosen.Path).ShouldBe(file);
        chosen.Note.ShouldBeNull();
    }

    [TestCase("2.47.2", "git-2.39.yaml", "2.39")]
    [TestCase("3.0", "git-2.100.yaml", "2.100")]
    public void A_release_that_nobody_has_listed_takes_the_nearest_older_one_and_says_so(string version, string file, string older)
    {
        var chosen = ExpectedFile.Of(directory, "git", version);

        Path.GetFileName(chosen.Path).ShouldBe(file);
        chosen.Note.ShouldBe($"git {version} is not listed: what is known of {older} is taken");
    }

    [Test]
    public void Of_a_release_older_than_all_nothing_is_known()
    {
        var chosen = ExpectedFile.Of(directory, "git", "1.8.3");

        File.Exists(chosen.Path).ShouldBeFalse();
        chosen.Note!.ShouldContain("older than all");
    }

    [Test]
    public void A_peer_without_versions_has_one_file() => ExpectedFile.Of(directory, "other", null).Path.ShouldBe(Path.Join(directory, "other.yaml"));

    [Test]
    public void A_file_is_taken_as_it_is() => ExpectedFile.Of("known.yaml", "git", "2.39.5").Path.ShouldBe("known.yaml");

    [TestCase("git", "2.39.5", "git-2.39.yaml")]
    [TestCase("self", null, "self.yaml")]
    public void What_was_found_is_written_for_the_line_of_releases(string family, string? version, string file) =>
        Path.GetFileName(ExpectedFile.ToWrite(directory, family, version)).ShouldBe(file);
}
