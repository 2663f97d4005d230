using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

public sealed class ConfigFileTests
{
    private const string Sample =
        "# comment\n[core]\n\tBare = false ; why\n\tname = \"a # b\" c\n\tflag\n; more\n[remote \"or\\\"igin\"] url = x\\ty\n\tlong = one \\\n two\n[extensions]\n\tobjectFormat=sha256\r\n[core]\n\tbare = true\n"
        + "# a comment goes on in no other line \\\n[x] a = \" b \" ; nor this \\\n\tb = two \\\\\\\n c\n\td = \"in quotes # \\\nstill\"\n\te = \\\"  \n";

    [Test]
    public void Values_are_those_that_git_reads()
    {
        using var directory = new TempDirectory();
        File.WriteAllText(directory.File("config"), Sample);
        var git = Git.Run(directory.Path, "config", "-f", "config", "--list", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2)).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last().ElementAtOrDefault(1) ?? "true");
        var ours = ConfigFile.Parse(Encoding.UTF8.GetBytes(Sample)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        ours.OrderBy(pair => pair.Key).ShouldBe(git.OrderBy(pair => pair.Key));
    }

    [TestCase("[core")]
    [TestCase("key = value")]
    [TestCase("[core]\n= value")]
    [TestCase("[core]\nke y = value")]
    [TestCase("[core]\n1key = value")]
    public void A_malformed_line_is_refused_with_its_number(string text) =>
        Should.Throw<PolicyException>(() => ConfigFile.Parse(Encoding.UTF8.GetBytes(text))).Message.ShouldMatch("Line [12] ");

    [Test]
    [SetCulture("tr-TR")]
    [Category("hostile")]
    public void D03_Keys_are_folded_the_same_in_every_culture() =>
        ConfigFile.Parse("[CORE]\nREPOSITORYFORMATVERSION = 1\n"u8).ShouldHaveSingleItem().Key.ShouldBe("core.repositoryformatversion");

    [Test]
    [Category("hostile")]
    public void C09_Nothing_in_a_config_leads_to_another_file()
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"));
        File.AppendAllText(Path.Join(repository.GitDirectory, "config"), "[include]\n\tpath = /dev/zero\n[core]\n\tfsmonitor = touch evil\n\thooksPath = /tmp\n");
        using var again = FileRepository.Open(repository.GitDirectory);
        again.Refs.List().ShouldBeEmpty();
        again.Format.ShouldBe(ObjectFormat.Sha1);
    }

    [Test]
    [Category("hostile")]
    public void H27_No_include_of_a_served_repository_is_followed([Values("include", "includeIf \"gitdir:**\"", "includeIf \"onbranch:main\"", "includeIf \"hasconfig:remote.*.url:**\"")] string section, [Values] bool absolute)
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"));
        var more = Path.Join(repository.GitDirectory, "more");
        File.WriteAllText(more, "[core]\n\trepositoryformatversion = 99\n\tbare = false\n[transfer]\n\thideRefs = refs\n");
        File.AppendAllText(Path.Join(repository.GitDirectory, "config"), $"[remote \"o\"]\n\turl = x\n[{section}]\n\tpath = {(absolute ? more : "more")}\n\tpath = /dev/zero\n");

        using var again = FileRepository.Open(repository.GitDirectory);
        again.IsBare.ShouldBeTrue();
        again.Config.Get("transfer.hiderefs").ShouldBeNull();
        again.Config.Get("core.repositoryformatversion").ShouldBe("0");
        RepositoryConfig.Load(Path.Join(repository.GitDirectory, "config")).Get("transfer.hiderefs").ShouldBeNull();
    }
}
