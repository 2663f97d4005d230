using System.Diagnostics;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

[Category("hostile")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileRefTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string path;
    private readonly FileRepository repository;
    private readonly ObjectId tip;

    public HostileRefTests()
    {
        path = directory.File("r.git");
        repository = FileRepository.Create(path);
        tip = repository.CommitAsync("refs/heads/main", "One", []).AsTask().Result;
        File.WriteAllText(directory.File("secret"), tip + "\n");
    }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public void R01_No_store_can_be_asked_for_a_name_that_was_not_checked()
    {
        var names = new[] { typeof(IRefStore), typeof(RefStoreExtensions) }.SelectMany(type => type.GetMethods()).Where(method => method.Name != nameof(IRefStore.List))
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);
        names.ShouldNotContain(typeof(string));
        names.ShouldNotContain(typeof(ByteString));
        typeof(RefName).GetConstructors().ShouldBeEmpty();
    }

    [Test]
    public void R01_A_prefix_that_climbs_finds_nothing([Values("refs/../../", "../", "refs/heads/../../../", "/", "refs/heads/../../../outside/", "./", "")] string prefix)
    {
        Directory.CreateDirectory(directory.File("outside"));
        File.WriteAllText(directory.File("outside/x"), tip + "\n");
        repository.Refs.List(prefix).Select(found => found.Name.ToString()).ShouldBe(prefix.Length == 0 ? ["refs/heads/main"] : []);
    }

    [Test]
    public async Task R03_No_legal_name_is_written_to_another_file_than_its_own([Values("refs/heads/-x", "refs/heads/a{b", "refs/heads/$(x)", "refs/heads/ü", "refs/heads/%2e%2e", "refs/heads/x.loc")] string text)
    {
        var before = Directory.GetFiles(directory.Path, "*", SearchOption.AllDirectories);
        (await repository.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse(text), tip)]))[0].Succeeded.ShouldBeTrue();
        Directory.GetFiles(directory.Path, "*", SearchOption.AllDirectories).Except(before).ShouldBe([Path.Join(path, text)]);
        Git.Run(path, "rev-parse", "--verify", text).ShouldBe(tip.ToString());
    }

    [TestCase("../../secret")]
    [TestCase("refs/../../secret")]
    [TestCase("/etc/passwd")]
    [TestCase("secret")]
    [TestCase("HEAD")]
    [TestCase("refs/heads/main\nrefs/heads/other")]
    [TestCase("")]
    public void R08_A_symbolic_ref_that_leads_outside_refs_is_refused_and_not_read(string target)
    {
        File.WriteAllText(Path.Join(path, "HEAD"), $"ref: {target}\n");
        File.WriteAllText(Path.Join(path, "refs/heads/evil"), $"ref: {target}\n");
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Head)).Message.ShouldNotContain("secret");
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/evil")));
        repository.Refs.List().ShouldBe([new Ref(RefName.Parse("refs/heads/main"), tip)]);
    }

    [Test]
    public void R08_A_ref_file_of_a_megabyte_is_refused([Values("ref: refs/heads/main", "")] string start)
    {
        File.WriteAllText(Path.Join(path, "refs/heads/evil"), start + new string(' ', 1 << 20));
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/evil"))).Reason.ShouldContain("4096");
        repository.Refs.List().Count().ShouldBe(1);
    }

    [Test]
    [Platform(Exclude = "Win")]
    [CancelAfter(10_000)]
    public void R09_Links_pipes_and_devices_are_not_followed_nor_opened([Values("file", "directory", "pipe", "device")] string kind)
    {
        var evil = Path.Join(path, "refs/heads/evil");
        Directory.CreateDirectory(directory.File("outside"));
        File.WriteAllText(directory.File("outside/x"), tip + "\n");
        if (kind == "pipe")
            Process.Start("mkfifo", evil).WaitForExit();
        else
            File.CreateSymbolicLink(evil, kind == "file" ? directory.File("secret") : kind == "directory" ? directory.File("outside") : "/dev/zero");

        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/evil")));
        if (kind == "directory")
            Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/evil/x")));
        repository.Refs.List().Count().ShouldBe(1);
        repository.Refs.List("refs/heads/evil/").ShouldBeEmpty();
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void R09_HEAD_that_links_to_something_else_is_refused()
    {
        File.Delete(Path.Join(path, "HEAD"));
        File.CreateSymbolicLink(Path.Join(path, "HEAD"), directory.File("secret"));
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Head));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task R09_Nothing_is_written_through_a_linked_directory()
    {
        Directory.CreateDirectory(directory.File("outside"));
        Directory.CreateSymbolicLink(Path.Join(path, "refs/heads/evil"), directory.File("outside"));
        (await repository.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/heads/evil/x"), tip)]))[0].Refusal.ShouldBe(RefRefusal.Broken);
        Directory.EnumerateFileSystemEntries(directory.File("outside")).ShouldBeEmpty();
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void R09_A_link_that_git_wrote_as_a_symbolic_ref_is_read_as_one()
    {
        File.Delete(Path.Join(path, "HEAD"));
        File.CreateSymbolicLink(Path.Join(path, "HEAD"), "refs/heads/main");
        repository.Refs.TryRead(RefName.Head).ShouldBe(new Ref(RefName.Head, tip, RefName.Parse("refs/heads/main")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task R12_A_planted_lock_is_neither_followed_nor_removed([Values("file", "link", "directory")] string kind)
    {
        var planted = Path.Join(path, "refs/heads/new.lock");
        if (kind == "file")
            File.WriteAllText(planted, "");
        else if (kind == "link")
            File.CreateSymbolicLink(planted, directory.File("target"));
        else
            Directory.CreateDirectory(planted);
        using var impatient = FileRepository.Open(path, new() { LockTimeout = TimeSpan.FromMilliseconds(20) });
        (await impatient.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/heads/new"), tip)]))[0].Refusal.ShouldBe(RefRefusal.Locked);
        Path.Exists(directory.File("target")).ShouldBeFalse();
        new FileInfo(planted).Attributes.ShouldNotBe((FileAttributes)(-1));
    }

    [Test]
    public void C02_What_a_server_calls_its_HEAD_is_a_name_or_nothing(
        [Values("refs/heads/../../config", "refs/heads/x\n[core]\n\tsshCommand = evil", "main", "HEAD\n", "")] string target)
    {
        RefName.TryParse(target, out _).ShouldBeFalse();
        Should.Throw<RefRefusedException>(() => FileRepository.Create(directory.File("new"), initialBranch: "x\n[core]"));
        Directory.Exists(directory.File("new")).ShouldBeFalse();
    }

    [Test]
    public async Task C02_HEAD_holds_one_line_whatever_was_set()
    {
        await repository.Refs.SetSymbolicAsync(RefName.Head, RefName.Parse("refs/heads/" + new string('a', 200)));
        File.ReadAllText(Path.Join(path, "HEAD")).ShouldBe($"ref: refs/heads/{new string('a', 200)}\n");
    }
}
