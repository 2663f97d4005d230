using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

public sealed class DirectoryResolverTests
{
    private TestDirectory directory = null!;
    private List<string> opened = null!;

    [SetUp]
    public void SetUp() => (directory, opened) = (new TestDirectory(), []);

    [TearDown]
    public void TearDown() => directory.Dispose();

    [TestCase("/a.git", "a.git")]
    [TestCase("/a", "a.git")]
    [TestCase("/a/", "a.git")]
    [TestCase("/team/b", "team/b/.git")]
    [TestCase("/team/b/.git", "team/b/.git")]
    [TestCase("/c", "c")]
    public async Task Repositories_are_found_as_Git_finds_them(string path, string found)
    {
        MakeRepositories();

        (await NameAsync(path)).ShouldBe(directory.At("root", found));
    }

    [TestCase("/a", false)]
    [TestCase("/team/b", false)]
    [TestCase("/a.git", true)]
    public async Task Strictly_only_the_exact_directory_is_served(string path, bool found)
    {
        MakeRepositories();

        (await NameAsync(path, new DirectoryResolverOptions { Strict = true }) is not null).ShouldBe(found);
    }

    [TestCase("/none")]
    [TestCase("/team")]
    [TestCase("/a.git/HEAD")]
    public async Task What_is_no_repository_is_not_served(string path)
    {
        MakeRepositories();

        (await NameAsync(path)).ShouldBeNull();
    }

    [TestCase("/../secret")]
    [TestCase("/a.git/../../secret")]
    [TestCase("/~root/secret")]
    [TestCase("secret")]
    [TestCase("/a\0.git")]
    [Category("hostile")]
    public async Task R15_A_path_that_could_leave_the_root_is_refused_before_anything_is_opened(string path)
    {
        MakeRepositories();

        await Refusal.OfAsync<PolicyException>(() => NameAsync(path));
        opened.ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task R15_An_absolute_path_of_the_machine_is_looked_up_below_the_root()
    {
        MakeRepositories();

        (await NameAsync(directory.At("secret"))).ShouldBeNull();
        (await NameAsync("/etc/passwd")).ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public async Task R15_An_over_long_path_opens_no_other_repository()
    {
        MakeRepositories();
        var deep = string.Concat(Enumerable.Repeat("/" + new string('d', 200), 18));
        directory.MakeRepository(["root", .. deep.Split('/', StringSplitOptions.RemoveEmptyEntries)]);

        (await NameAsync(deep)).ShouldNotBeNull();
        await Refusal.OfAsync<PolicyException>(() => NameAsync(deep + "/" + new string('x', 1000)));
    }

    [Test]
    [Category("hostile")]
    public async Task R15_A_symbolic_link_that_leaves_the_root_is_refused()
    {
        MakeRepositories();
        Directory.CreateSymbolicLink(directory.At("root", "out"), "../secret");
        Directory.CreateSymbolicLink(directory.At("root", "away"), directory.Path);
        Directory.CreateSymbolicLink(directory.At("root", "twice"), "out");
        Directory.CreateSymbolicLink(directory.At("root", "prefix"), directory.At("root-of-another"));
        directory.MakeRepository("root-of-another");
        Directory.CreateDirectory(directory.At("root", "trap"));
        Directory.CreateSymbolicLink(directory.At("root", "trap", ".git"), "../../secret");
        Directory.CreateSymbolicLink(directory.At("root", "trick.git"), "/");

        foreach (var path in new[] { "/out", "/away/secret", "/twice", "/prefix", "/trap", "/trick", "/trick.git" })
            await Refusal.OfAsync<PolicyException>(() => NameAsync(path));
        opened.ShouldAllBe(path => path.StartsWith(directory.At("root") + "/", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_symbolic_link_inside_the_root_is_followed_and_named_by_its_target()
    {
        MakeRepositories();
        Directory.CreateSymbolicLink(directory.At("root", "link"), "./team/../a.git");
        Directory.CreateSymbolicLink(directory.At("root", "team", "full"), directory.At("root", "c"));

        (await NameAsync("/link")).ShouldBe(directory.At("root", "a.git"));
        (await NameAsync("/team/full")).ShouldBe(directory.At("root", "c"));
    }

    [Test]
    [Category("hostile")]
    public async Task R15_Symbolic_links_in_a_circle_end()
    {
        MakeRepositories();
        Directory.CreateSymbolicLink(directory.At("root", "x"), "y");
        Directory.CreateSymbolicLink(directory.At("root", "y"), "x");

        (await NameAsync("/x")).ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public async Task H05_A_repository_on_disk_does_not_lead_out_of_the_root()
    {
        foreach (var name in new[] { "root/borrows.git", "root/plain", "secret.git", "root/fine.git" })
            FileRepository.Create(directory.At(name.Split('/'))).Dispose();
        File.WriteAllText(directory.At("root", "borrows.git", "objects", "info", "alternates"), directory.At("secret.git", "objects") + "\n");
        Directory.CreateDirectory(directory.At("root", "pointer"));
        File.WriteAllText(directory.At("root", "pointer", ".git"), "gitdir: ../../secret.git\n");
        Directory.CreateDirectory(directory.At("root", "empty"));
        Directory.CreateSymbolicLink(directory.At("root", "empty.git"), directory.At("secret.git"));
        var resolver = new DirectoryResolver(directory.At("root"));

        foreach (var path in new[] { "/borrows.git", "/pointer", "/empty" })
            await Refusal.OfAsync<PolicyException>(() => resolver.ResolveAsync(new RepositoryRequest(path, GitService.UploadPack)).AsTask());
        using var fine = await resolver.ResolveAsync(new RepositoryRequest("/fine", GitService.UploadPack));
        fine!.Name.ShouldBe(directory.At("root", "fine.git"));
    }

    [Test]
    public async Task A_repository_is_made_when_it_is_first_used_and_once()
    {
        Directory.CreateDirectory(directory.At("root"));
        var made = 0;
        var resolver = new DirectoryResolver(directory.At("root"), new DirectoryResolverOptions { Create = path => { made++; return FileRepository.Create(path); } });

        using var one = await resolver.ResolveAsync(new RepositoryRequest("/team/new", GitService.ReceivePack));
        using var other = await resolver.ResolveAsync(new RepositoryRequest("/team/new", GitService.ReceivePack));
        Directory.Exists(directory.At("root", "team")).ShouldBeFalse();
        one!.Repository.Refs.List().ShouldBeEmpty();
        other!.Repository.Refs.List().ShouldBeEmpty();
        made.ShouldBe(1);
        one.Name.ShouldBe(directory.At("root", "team", "new.git"));
    }

    [Test]
    public async Task A_root_that_is_a_link_itself_is_served()
    {
        MakeRepositories();
        Directory.CreateSymbolicLink(directory.At("door"), "root");
        var resolver = new DirectoryResolver(directory.At("door"), Open);

        using var served = await resolver.ResolveAsync(new RepositoryRequest("/a.git", GitService.UploadPack));

        served.ShouldNotBeNull().Name.ShouldBe(directory.At("root", "a.git"));
    }

    [TestCase("Example.com", "/a.git", "example.com/a.git")]
    [TestCase("", "/a.git", "a.git")]
    [TestCase("..", "/a.git", null)]
    [TestCase("[::1]:../x", "/a.git", null)]
    [TestCase("a/../../example.com", "/a.git", null)]
    [Category("hostile")]
    public async Task R16_A_host_in_the_path_stays_below_the_root(string host, string path, string? found)
    {
        MakeRepositories();
        directory.MakeRepository("root", "example.com", "a.git");
        var options = new DirectoryResolverOptions { Template = "/%H%D" };

        if (host == "..")
            await Refusal.OfAsync<PolicyException>(() => NameAsync(path, options, host));
        else
            (await NameAsync(path, options, host)).ShouldBe(found is null ? null : directory.At("root", found));
    }

    [TestCase("A\\B")]
    [TestCase("a\nb")]
    [Category("hostile")]
    public async Task R16_A_host_that_no_path_could_hold_is_refused(string host)
    {
        MakeRepositories();

        await Refusal.OfAsync<PolicyException>(() => NameAsync("/a.git", new DirectoryResolverOptions { Template = "/%H%D" }, host));
        await Refusal.OfAsync<PolicyException>(() => NameAsync("/a.git", new DirectoryResolverOptions { Template = "/%H%D" }, new string('h', 4096)));
    }

    [TestCase("%X")]
    [TestCase("/%H%")]
    public void A_template_with_an_unknown_letter_is_refused(string template) =>
        Should.Throw<ArgumentException>(() => new DirectoryResolver(directory.Path, Open, new DirectoryResolverOptions { Template = template }));

    [Test]
    public void A_root_that_does_not_exist_is_refused() =>
        Should.Throw<DirectoryNotFoundException>(() => new DirectoryResolver(directory.At("nowhere"), Open));

    private void MakeRepositories()
    {
        directory.MakeRepository("root", "a.git");
        directory.MakeRepository("root", "team", "b", ".git");
        directory.MakeRepository("root", "c");
        directory.MakeRepository("secret");
    }

    private async Task<string?> NameAsync(string path, DirectoryResolverOptions? options = null, string host = "")
    {
        var resolver = new DirectoryResolver(directory.At("root"), Open, options);
        using var served = await resolver.ResolveAsync(new RepositoryRequest(path, GitService.UploadPack) { Host = host });
        return served?.Name;
    }

    private MemoryRepository? Open(string path)
    {
        opened.Add(path);
        return File.Exists(Path.Join(path, "HEAD")) ? new MemoryRepository() : null;
    }
}
