namespace GitProto.Storage.Tests.Checks;

/// <summary>Our findings against those of <c>git fsck --strict</c>, object by object.</summary>
[Category("hostile"), CancelAfter(120_000)]
public sealed class DifferentialFsckTests
{
    // A date with a sign, or on another line: badDate since git 2.40. Git cuts modes to 16 bits, and so may take a bad one for a good one.
    private const string ReleasesDiffer = "> *[\t\v\f\r]*[-+]|[0-7]{7}|[2-7][0-7]{5} |>\\s*[\r\v\f\n]";

    // URLs have to be well-formed since git 2.44. Before 2.41 a byte 0xff was the end of the file, and a byte order mark no such thing.
    private const string ModulesDiffer = "(?:http|ftp)s?:|\u00ff|\u00ef\u00bb\u00bf";

    [Test]
    public void O09_Objects_made_by_hand_get_the_findings_of_git()
    {
        using var oracle = new FsckOracle();
        oracle.Compare(BadObjects.All).ShouldBeEmpty();
    }

    [TestCase(1)]
    [TestCase(2)]
    public void O09_Objects_changed_at_random_get_the_findings_of_git(int seed)
    {
        using var oracle = new FsckOracle();
        oracle.Compare(Mutations.Of([.. BadObjects.All], 1500, seed, ReleasesDiffer)).ShouldBeEmpty();
    }

    [Test]
    public void O05_Settings_of_submodules_get_the_findings_of_git()
    {
        using var oracle = new FsckOracle();
        oracle.Compare(BadModules.All.SelectMany(text => Findings.Named(".gitmodules", text))).ShouldBeEmpty();
    }

    [TestCase(1)]
    [TestCase(2)]
    public void O05_Settings_of_submodules_changed_at_random_get_the_findings_of_git(int seed)
    {
        using var oracle = new FsckOracle();
        (ObjectType, byte[])[] files = [.. BadModules.All.Select(text => (ObjectType.Blob, BadObjects.Bytes(text)))];
        oracle.Compare(Mutations.Of(files, 1000, seed, ModulesDiffer).SelectMany(file => Findings.Named(".gitmodules", BadObjects.Text(file.Content)))).ShouldBeEmpty();
    }

    [Test]
    public void O05_Urls_are_held_to_their_form_as_newer_releases_of_git_hold_them()
    {
        foreach (var url in BadModules.MalformedUrls)
            Findings.OfModules(BadModules.Of("url", url)).Errors().ShouldBe([FsckId.GitmodulesUrl], url);
    }

    [Test]
    public void O08_Files_of_attributes_get_the_findings_of_git()
    {
        using var oracle = new FsckOracle();
        string[] files = ["", "* text\n", new('a', 2047), new('a', 2048), new string('a', 2047) + "\n", new string('a', 2048) + "\nx", "x\n" + new string('b', 3000) + "\n", "x\n" + new string('b', 2047) + "\n" + new string('c', 2047)];
        oracle.Compare(files.SelectMany(text => Findings.Named(".gitattributes", text))).ShouldBeEmpty();
    }
}
