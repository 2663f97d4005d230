using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Settings of submodules that would do harm to whoever clones them.</summary>
[Category("hostile"), CancelAfter(20_000)]
public sealed class HostileModulesTests
{
    [TestCase("../x")]
    [TestCase("x/..")]
    [TestCase("x/../y")]
    [TestCase("..\\\\x")]
    [TestCase("x\\\\..\\\\y")]
    [TestCase("", TestName = "O03_A_submodule_name_that_escapes_is_refused(empty)")]
    [TestCase("a..b/../../../.git/")]
    [TestCase("a..b\\\\..\\\\..\\\\.git\\\\")]
    public void O03_A_submodule_name_that_escapes_is_refused(string name) => Findings.OfModules($"[submodule \"{name}\"]\n\turl = x\n").Errors().ShouldBe([FsckId.GitmodulesName]);

    [TestCase(".git/hooks")]
    [TestCase("x/../y")]
    [TestCase("..")]
    [TestCase("x/.GIT")]
    [TestCase("git~1\\\\hooks")]
    [TestCase("x/.g\u00e2\u0080\u008cit")]
    public void O03_A_submodule_path_that_leads_astray_is_refused(string path) => Findings.OfModules(BadModules.Of("path", path)).Errors().ShouldBe([FsckId.GitmodulesPath]);

    [Test]
    public void O03_Dots_within_a_name_are_taken()
    {
        Findings.OfModules("[submodule \"a..b\"]\n\tpath = a..b/.gitx\n").ShouldBeEmpty();
    }

    [TestCase("url", "-u./x", FsckId.GitmodulesUrl)]
    [TestCase("url", "--upload-pack=x", FsckId.GitmodulesUrl)]
    [TestCase("path", "-x", FsckId.GitmodulesPath)]
    [TestCase("path", " --x", FsckId.GitmodulesPath)]
    [TestCase("update", "!x", FsckId.GitmodulesUpdate)]
    public void O04_A_value_that_would_be_an_option_or_a_command_is_refused(string key, string value, FsckId id) => Findings.OfModules(BadModules.Of(key, value)).Errors().ShouldBe([id]);

    [TestCase("./-x")]
    [TestCase("x-y")]
    public void O04_A_dash_elsewhere_is_taken(string value) => Findings.OfModules(BadModules.Of("url", value) + BadModules.Of("path", value)).ShouldBeEmpty();

    [TestCase("https://one?%0ahost=two/")]
    [TestCase("http::one/x")]
    [TestCase("http:///one")]
    [TestCase("../../..//one.example.com/foo.git")]
    [TestCase("..\\\\../.\\\\../:one/x")]
    [TestCase("git://h/r%0a.git")]
    [TestCase("./%0ahost=two")]
    [TestCase("https://one/x\\n")]
    public void O05_A_url_that_hides_a_line_break_a_host_or_a_climb_is_refused(string url) => Findings.OfModules(BadModules.Of("url", url)).Errors().ShouldBe([FsckId.GitmodulesUrl]);

    [TestCase("CON/../x", FsckId.GitmodulesPath)]
    [TestCase("x\r", FsckId.GitmodulesCarriageReturn)]
    public void O07_A_path_in_quotes_that_ends_in_a_carriage_return_is_refused(string path, FsckId id) => Findings.OfModules(BadModules.Of("path", path)).Errors().ShouldBe([id]);

    [Test]
    public void O07_So_are_names_and_urls_but_not_the_end_of_a_line()
    {
        Findings.OfModules(BadModules.Of("url", "https://h/x\r")).Errors().ShouldBe([FsckId.GitmodulesCarriageReturn]);
        Findings.OfModules("[submodule \"x\r\"]\n\turl = x\n").Errors().ShouldBe([FsckId.GitmodulesCarriageReturn]);
        Findings.OfModules("[submodule \"x\"]\r\n\tpath = x\r\n\turl = \"x\"\r\n").ShouldBeEmpty();
    }

    [TestCase(".gitmodules")]
    [TestCase(".GITMODULES ")]
    [TestCase("GITMOD~1")]
    [TestCase("gi7eba~1")]
    [TestCase("x\\.gitmodules")]
    [TestCase(".git\u200cmodules")]
    public void O06_A_file_of_submodules_in_disguise_is_checked_and_may_not_be_a_link(string name)
    {
        Findings.OfEntry("120000", name).Errors().ShouldBe([FsckId.GitmodulesSymlink]);
        Findings.Of(Findings.Named(name, BadModules.Of("url", "-x"))).Errors().ShouldBe([FsckId.GitmodulesUrl]);
    }

    [Test]
    public void O06_A_file_of_submodules_that_is_missing_a_tree_or_too_large_is_refused()
    {
        Findings.OfEntry("100644", ".gitmodules").Errors().ShouldBe([FsckId.GitmodulesMissing]);
        Findings.Of([(ObjectType.Tree, []), (ObjectType.Tree, BadObjects.Entry("40000", ".gitmodules", ObjectId.Parse(BadObjects.TreeId)))]).Errors().ShouldBe([FsckId.GitmodulesBlob]);
        var small = FsckOptions.StrictDefault with { MaxModulesSize = 100 };
        Findings.OfModules(new string('#', 101), small).Errors().ShouldBe([FsckId.GitmodulesLarge]);
        Findings.OfModules(new string('#', 100), small).ShouldBeEmpty();
    }

    [Test]
    public void O08_N18_Files_of_attributes_that_are_too_large_or_have_long_lines_are_refused()
    {
        Findings.Of(Findings.Named(".gitattributes", new string('a', 2048))).Errors().ShouldBe([FsckId.GitattributesLineLength]);
        Findings.Of(Findings.Named("gitatt~1", "x\n"), FsckOptions.StrictDefault with { MaxAttributesSize = 1 }).Errors().ShouldBe([FsckId.GitattributesLarge]);
        Findings.OfEntry("100644", ".gitattributes").Errors().ShouldBe([FsckId.GitattributesMissing]);
        Findings.Of(Findings.Named(".gitattributes", string.Concat(Enumerable.Repeat(new string('a', 2047) + "\n", 100)))).ShouldBeEmpty();
    }

    [Test]
    public void W17_Continuations_and_brackets_without_end_are_read_without_recursion()
    {
        foreach (var endless in (string[])["[submodule \"x\"]\nurl = " + string.Concat(Enumerable.Repeat("\\\n", 1_000_000)), new string('[', 1_000_000), "[submodule \"" + new string('\\', 1_000_001), string.Concat(Enumerable.Repeat("[submodule \"x\"]\n", 1_000_000)), "[submodule \"x\"]\nurl = " + string.Concat(Enumerable.Repeat("\"\"", 500_000))])
            Findings.OfModules(endless).Errors().ShouldBeEmpty();
    }

    [Test]
    public void H27_An_include_of_a_gitmodules_is_not_followed([Values("include", "includeIf \"gitdir:/\"")] string section)
    {
        using var directory = new TempDirectory();
        File.WriteAllText(directory.File("more"), "[submodule \"../x\"]\n\turl = -x\n");
        Findings.OfModules($"[{section}]\n\tpath = {directory.File("more")}\n\tpath = /dev/zero\n" + BadModules.Of("url", "https://h/x")).ShouldBeEmpty();
    }
}
