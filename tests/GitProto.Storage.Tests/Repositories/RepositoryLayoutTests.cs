using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RepositoryLayoutTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string source;
    private readonly ObjectId head;

    public RepositoryLayoutTests()
    {
        source = directory.File("source");
        Directory.CreateDirectory(source);
        Git.Run(source, "init", "-q", "-b", "main");
        SampleHistory.Append(source, 4, 1);
        File.WriteAllText(Path.Join(source, "file"), "");
        head = ObjectId.Parse(Git.Run(source, "rev-parse", "HEAD"));
    }

    public void Dispose() => directory.Dispose();

    [Test]
    public void A_repository_is_found_where_git_finds_it([Values("source", "source/", "source/.git", "bare", "bare.git", "gitfile")] string name)
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "source", "bare.git");
        Git.Run(directory.Path, "clone", "-q", "--separate-git-dir=elsewhere", "source", "gitfile");
        using var repository = FileRepository.Open(directory.File(name));
        repository.Refs.Resolve(RefName.Head).ShouldBe(head);
        repository.Objects.TryRead(head).ShouldNotBeNull();
    }

    [Test]
    public void When_strict_only_the_path_itself_is_tried([Values("source", "bare")] string name)
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "source", "bare.git");
        var options = new FileRepositoryOptions { Strict = true };
        FileRepository.TryOpen(directory.File(name), options).ShouldBeNull();
        using var repository = FileRepository.Open(directory.File("bare.git"), options);
        repository.Refs.Resolve(RefName.Head).ShouldBe(head);
    }

    [Test]
    public void What_is_no_repository_is_refused_in_gits_words([Values("absent", "empty", "source/file")] string name)
    {
        Directory.CreateDirectory(directory.File("empty"));
        Should.Throw<DirectoryNotFoundException>(() => FileRepository.Open(directory.File(name)))
            .Message.ShouldBe($"'{directory.File(name)}' does not appear to be a git repository");
    }

    [Test]
    public void A_linked_work_tree_has_its_own_HEAD_and_shares_the_rest()
    {
        Git.Run(source, "worktree", "add", "-q", "-b", "side", directory.File("tree"), "HEAD~1");
        using var repository = FileRepository.Open(directory.File("tree"));
        var read = repository.Refs.TryRead(RefName.Head).ShouldNotBeNull();
        read.SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/side"));
        read.Target.ShouldBe(ObjectId.Parse(Git.Run(source, "rev-parse", "HEAD~1")));
        repository.Refs.Resolve(RefName.Parse("refs/heads/main")).ShouldBe(head);
        repository.CommonDirectory.ShouldNotBe(repository.GitDirectory);
    }

    [Test]
    public void Objects_are_borrowed_from_alternates_of_alternates()
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "--shared", "source", "one.git");
        Git.Run(directory.Path, "clone", "-q", "--bare", "--shared", "one.git", "two.git");
        using var repository = FileRepository.Open(directory.File("two.git"));
        repository.Objects.TryRead(head).ShouldNotBeNull();
    }

    [Test]
    public void Alternates_may_be_relative_commented_circular_or_gone()
    {
        Git.Run(directory.Path, "init", "-q", "--bare", "one.git");
        File.WriteAllText(directory.File("one.git/objects/info/alternates"), "# a comment\n\n/no/such/directory\n../../source/.git/objects\n../../one.git/objects\n");
        using var repository = FileRepository.Open(directory.File("one.git"));
        repository.Objects.TryRead(head).ShouldNotBeNull();
    }

    [Test]
    public void Alternates_are_followed_five_deep_and_no_deeper()
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "source", "r0.git");
        for (var i = 1; i <= 6; i++)
        {
            Git.Run(directory.Path, "init", "-q", "--bare", $"r{i}.git");
            File.WriteAllText(directory.File($"r{i}.git/objects/info/alternates"), $"../../r{i - 1}.git/objects\n");
        }
        using var repository = FileRepository.Open(directory.File("r5.git"));
        repository.Objects.TryRead(head).ShouldNotBeNull();
        Should.Throw<LimitExceededException>(() => FileRepository.Open(directory.File("r6.git"))).Limit.ShouldBe("MaxAlternateDepth");
    }

    [Test]
    public void Nothing_outside_the_allowed_roots_is_used([Values("alternate", "link", "gitfile", "objects link")] string way)
    {
        var inside = directory.File("inside");
        Directory.CreateDirectory(inside);
        var path = Path.Join(inside, "r.git");
        if (way == "link")
            Directory.CreateSymbolicLink(path, Path.Join(source, ".git"));
        else if (way == "gitfile")
            File.WriteAllText(path, $"gitdir: {source}/.git\n");
        else
            Git.Run(inside, "init", "-q", "--bare", "r.git");
        if (way == "alternate")
            File.WriteAllText(Path.Join(path, "objects/info/alternates"), "../../../source/.git/objects\n");
        if (way == "objects link")
        {
            Directory.Delete(Path.Join(path, "objects"), true);
            Directory.CreateSymbolicLink(Path.Join(path, "objects"), Path.Join(source, ".git/objects"));
        }

        Should.Throw<PolicyException>(() => FileRepository.Open(path, new() { AllowedRoots = [inside] }));
        using var repository = FileRepository.Open(path, new() { AllowedRoots = [inside, source] });
        repository.Objects.TryRead(head).ShouldNotBeNull();
    }

    [Test]
    [Category("hostile")]
    [Platform(Exclude = "Win")]
    public void D04_A_linked_directory_of_objects_is_not_followed_out_of_the_allowed_roots([Values("pack", "fan-out")] string way)
    {
        var inside = directory.File("inside");
        Directory.CreateDirectory(inside);
        Git.Run(inside, "init", "-q", "--bare", "r.git");
        var objects = Path.Join(inside, "r.git/objects");
        var id = head;
        if (way == "pack")
        {
            Directory.Delete(Path.Join(objects, "pack"));
            Directory.CreateSymbolicLink(Path.Join(objects, "pack"), Path.Join(source, ".git/objects/pack"));
        }
        else
        {
            id = ObjectId.Parse(Git.Run(source, "hash-object", "-w", "file"));
            Directory.CreateSymbolicLink(Path.Join(objects, id.ToString()[..2]), Path.Join(source, ".git/objects", id.ToString()[..2]));
        }

        Should.Throw<PolicyException>(() =>
        {
            using var refused = FileRepository.Open(Path.Join(inside, "r.git"), new() { AllowedRoots = [inside] });
            refused.Objects.TryRead(id);
        });
        using var repository = FileRepository.Open(Path.Join(inside, "r.git"), new() { AllowedRoots = [inside, source] });
        repository.Objects.TryRead(id).ShouldNotBeNull();
    }

    [Test]
    public async Task The_boundary_of_a_shallow_clone_is_read_and_moved()
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "--depth=2", $"file://{source}", "shallow.git");
        using var repository = FileRepository.Open(directory.File("shallow.git"));
        var edge = ObjectId.Parse(Git.Run(source, "rev-parse", "HEAD~1"));
        repository.ShallowBoundary.ShouldBe([edge]);

        await repository.UpdateShallowAsync([head], [edge]);
        repository.ShallowBoundary.ShouldBe([head]);
        Git.Run(directory.File("shallow.git"), "rev-list", "main").ShouldBe(head.ToString());
        await repository.UpdateShallowAsync([], [head]);
        repository.ShallowBoundary.ShouldBeEmpty();
        Git.Run(directory.File("shallow.git"), "rev-parse", "--is-shallow-repository").ShouldBe("false");
    }

    [TestCase("[core]\n\trepositoryformatversion = 2\n", "version 2")]
    [TestCase("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = md5\n", "md5")]
    [TestCase("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n", "reftable")]
    [TestCase("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tfuture = true\n", "future")]
    [TestCase("[core]\n\trepositoryformatversion = 0\n[extensions]\n\tobjectformat = sha256\n", "objectformat")]
    [TestCase("[core\n", "Line 1")]
    public void A_form_that_is_not_known_is_refused_by_name(string config, string named)
    {
        Git.Run(directory.Path, "init", "-q", "--bare", "r.git");
        File.WriteAllText(directory.File("r.git/config"), config);
        Should.Throw<PolicyException>(() => FileRepository.Open(directory.File("r.git"))).Message.ShouldContain(named);
    }

    [Test]
    [Category("hostile")]
    public void P19_A_repository_of_reftables_is_refused_by_name_and_never_taken_for_empty()
    {
        Git.Run(directory.Path, "init", "-q", "--bare", "r.git");
        Directory.CreateDirectory(directory.File("r.git/reftable"));
        File.WriteAllText(directory.File("r.git/reftable/tables.list"), "0x000000000001-0x000000000001-00000000.ref\n");
        File.WriteAllText(directory.File("r.git/reftable/0x000000000001-0x000000000001-00000000.ref"), "REFT\u0001");
        File.WriteAllText(directory.File("r.git/HEAD"), "ref: refs/heads/.invalid\n");
        Directory.Delete(directory.File("r.git/refs/heads"));
        File.WriteAllText(directory.File("r.git/refs/heads"), "this repository uses the reftable format\n");
        File.WriteAllText(directory.File("r.git/config"), "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\trefstorage = reftable\n");

        Should.Throw<PolicyException>(() => FileRepository.Open(directory.File("r.git"))).Message.ShouldContain("reftable");
    }

    [Test]
    public void A_directory_that_holds_something_is_not_made_a_repository()
    {
        Should.Throw<IOException>(() => FileRepository.Create(source)).Message.ShouldContain("not an empty directory");
        Should.Throw<RefRefusedException>(() => FileRepository.Create(directory.File("new"), initialBranch: "a..b"));
        Directory.Exists(directory.File("new")).ShouldBeFalse();
    }
}
