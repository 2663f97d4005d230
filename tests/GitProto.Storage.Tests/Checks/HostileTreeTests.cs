using System.Text;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Trees that would do harm where they are checked out.</summary>
[Category("hostile"), CancelAfter(20_000)]
public sealed class HostileTreeTests
{
    private static readonly string[] DotGits =
    [
        ".git", ".GIT", ".gIt", "git~1", "GIT~1", ".git.", ".git ", ".git...", ".git . .", ".git::$INDEX_ALLOCATION", ".git:x", ".g\u200cit", ".\u206egit", "\ufeff.GIT", ".git\u202e", ".git\\hooks", "x\\.git", "x\\git~1 ", "x\\y\\.git:z",
    ];

    [TestCaseSource(nameof(DotGits))]
    public void O01_A_name_that_some_file_system_takes_for_the_repository_is_refused(string name)
    {
        foreach (var mode in (string[])["100644", "100755", "40000", "120000", "160000"])
            Findings.OfEntry(mode, name).Errors().ShouldBe([FsckId.HasDotgit], mode);
    }

    [Test]
    public void O01_Bytes_that_are_no_UTF8_hide_no_name([Values(0x80, 0xc0, 0xe2, 0xed, 0xff)] int tail) =>
        Findings.Of(ObjectType.Tree, BadObjects.Entry("40000", [.. ".git"u8, (byte)tail], BadObjects.Id(1))).Errors().ShouldBe([FsckId.HasDotgit]);

    [TestCase(".gitx")]
    [TestCase("git~11")]
    [TestCase("git~2")]
    [TestCase(".git..x")]
    [TestCase(".g\u0131t")]
    [TestCase("x.git")]
    [TestCase("git")]
    [TestCase(".github")]
    [TestCase("x\\y")]
    public void O01_A_name_that_only_looks_alike_is_taken(string name) => Findings.OfEntry("100644", name).ShouldBeEmpty();

    [TestCase(".", FsckId.HasDot)]
    [TestCase("..", FsckId.HasDotdot)]
    [TestCase("a/b", FsckId.FullPathname)]
    [TestCase("/", FsckId.FullPathname)]
    [TestCase("", FsckId.BadTree, TestName = "O02_A_name_that_is_none_is_refused(empty)")]
    public void O02_A_name_that_is_none_is_refused(string name, FsckId id) => Findings.OfEntry("100644", name).Errors().ShouldBe([id]);

    [Test]
    public void O02_A_name_of_dot_git_behind_a_slash_is_refused() => Findings.OfEntry("100644", ".git/x").Errors().ShouldBe([FsckId.FullPathname, FsckId.HasDotgit]);

    [Test]
    public void O13_A_mode_never_wraps_around_to_a_good_one()
    {
        foreach (var mode in (string[])["104755", "177777777777", "200100644", "40000100644", "10000000000000000100644", "1000000000000000000000100644"])
            Findings.OfEntry(mode, "a").Select(message => message.Id).ShouldBe([FsckId.BadFilemode], mode);
    }

    [Test]
    public void O13_A_file_and_a_directory_of_one_name_are_found_however_far_apart()
    {
        var between = Enumerable.Range(0, 500).Select(number => BadObjects.Entry("100644", $"a.{number:d3}"));
        Findings.Of(ObjectType.Tree, BadObjects.Tree([BadObjects.Entry("100644", "a"), .. between, BadObjects.Entry("40000", "a")])).Errors().ShouldBe([FsckId.DuplicateEntries]);
    }

    [Test]
    public void O13_A_tree_cut_at_any_byte_within_an_entry_is_refused()
    {
        var tree = BadObjects.Tree(BadObjects.Entry("100644", "a"), BadObjects.Entry("40000", "b"));
        for (var length = 1; length < tree.Length; length++)
            Findings.Of(ObjectType.Tree, tree[..length]).Errors().ShouldBe(length == tree.Length / 2 + 1 ? [] : [FsckId.BadTree], $"{length}");
    }

    [Test]
    public void O14_Names_that_differ_by_case_are_refused_with_a_link_among_them_where_that_is_asked_for()
    {
        var tree = BadObjects.Tree(BadObjects.Entry("120000", "A"), BadObjects.Entry("40000", "a"));
        var asked = FsckOptions.StrictDefault with { Severities = FsckSeverities.Strict.With(FsckId.FoldedSymlink, FsckSeverity.Error) };
        Findings.Of(ObjectType.Tree, tree).ShouldBeEmpty();
        Findings.Of(ObjectType.Tree, tree, asked).Errors().ShouldBe([FsckId.FoldedSymlink]);
        Findings.Of(ObjectType.Tree, BadObjects.Tree(BadObjects.Entry("100644", "A"), BadObjects.Entry("100644", "a")), asked).ShouldBeEmpty();
    }

    [TestCase("CON")]
    [TestCase("NUL.txt")]
    [TestCase("com1")]
    [TestCase("CONIN$")]
    [TestCase("C:x")]
    [TestCase("\u00e4:x")]
    public void O15_Names_of_Windows_are_told_where_that_is_asked_for_and_refused_nowhere(string name)
    {
        var asked = FsckOptions.StrictDefault with { Severities = FsckSeverities.Strict.With(FsckId.WindowsName, FsckSeverity.Warn) };
        Findings.OfEntry("100644", name).ShouldBeEmpty();
        Findings.OfEntry("100644", name, asked).ShouldHaveSingleItem().ShouldSatisfyAllConditions(told => told.Id.ShouldBe(FsckId.WindowsName), told => told.IsError.ShouldBeFalse());
    }

    [Test]
    public void O08_Links_are_told_and_long_names_refused()
    {
        Findings.OfEntry("120000", ".gitattributes").ShouldHaveSingleItem().ToString().ShouldEndWith(": gitattributesSymlink: .gitattributes is a symlink");
        Findings.OfEntry("120000", ".gitignore").Select(message => (message.Id, message.IsError)).ShouldBe([(FsckId.GitignoreSymlink, false)]);
        Findings.OfEntry("120000", ".mailmap").Select(message => (message.Id, message.IsError)).ShouldBe([(FsckId.MailmapSymlink, false)]);
        Findings.OfEntry("100644", new string('n', 4096)).ShouldBeEmpty();
        Findings.OfEntry("100644", new string('n', 4097)).Errors().ShouldBe([FsckId.LargePathname]);
    }

    [Test]
    public void O20_A_finding_shows_evil_names_escaped()
    {
        var evil = "\u001b]0;x\u0007\n\u202e\u009b";
        foreach (var made in ((ObjectType, byte[])[])[(ObjectType.Tree, BadObjects.Entry("100644", ".git:" + evil)), (ObjectType.Tag, Encoding.UTF8.GetBytes($"object {BadObjects.TreeId}\ntype tree\ntag {evil.ReplaceLineEndings("")}\ntagger {BadObjects.Person}\n\n"))])
            Findings.Of([made]).ShouldHaveSingleItem().ToString().ShouldAllBe(c => c >= ' ' && c < 0x7f);
        foreach (var key in (string[])["url", "path", "update"])
            Findings.OfModules(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(BadModules.Of(key, $"{(key == "update" ? "!" : "-")}\u001b[31m\u202e\u009b\\n")))).ShouldHaveSingleItem().ToString().ShouldAllBe(c => c >= ' ' && c < 0x7f);
    }

    [Test]
    public void A_clean_tree_is_checked_without_allocation()
    {
        var tree = BadObjects.Tree([.. Enumerable.Range(0, 1000).Select(number => BadObjects.Entry(number % 3 == 0 ? "40000" : "100644", $"name{number:d4}"))]);
        var checker = new ObjectChecker(ObjectFormat.Sha1, FsckOptions.StrictDefault);
        var id = BadObjects.Id(2);
        checker.Check(id, ObjectType.Tree, tree).ShouldBeTrue();
        // A collection that another thread starts charges this one the unused rest of its buffer: the least of a few attempts counts.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                checker.Check(id, ObjectType.Tree, tree);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        least.ShouldBe(0);
    }
}
