using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks.Whole;

/// <summary>Whole repositories against <c>git fsck</c>: what is listed, and the exit code.</summary>
[CancelAfter(120_000)]
public sealed class RepositoryCheckTests
{
    [TestCase("sha1")]
    [TestCase("sha256")]
    public async Task A_sound_history_has_nothing_to_tell(string format)
    {
        using var made = new CheckedRepository(format).WithHistory();
        (await made.CompareAsync()).ShouldBeEmpty();
        (await made.CompareAsync(new() { Roots = true, Tags = true }, "--root", "--tags")).ShouldBeEmpty();
        made.Run("repack", "-adq");
        (await made.CompareAsync()).ShouldBeEmpty();
        (await made.CompareAsync(new() { Roots = true, Tags = true }, "--root", "--tags")).ShouldBeEmpty();
        (await made.CompareAsync(new() { ConnectivityOnly = true }, "--connectivity-only")).ShouldBeEmpty();
    }

    [TestCase("sha1")]
    [TestCase("sha256")]
    public async Task A_long_history_with_deltas_is_read_whole(string format)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 300, format == "sha1" ? ObjectFormat.Sha1 : ObjectFormat.Sha256);
        using var repository = FileRepository.Open(directory.Path);
        var found = new List<RepositoryFinding>();
        (await RepositoryCheck.RunAsync(repository, new() { Roots = true, Tags = true, Threads = 3, Report = found.Add })).ShouldBe(RepositoryFlaws.None);
        found.Count(finding => finding.Kind == RepositoryFindingKind.Tagged).ShouldBe(3);
        found.Count(finding => finding.Kind == RepositoryFindingKind.Root).ShouldBe(1);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_nothing_leads_to_is_listed(bool packed)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("reset", "-q", "--hard", "HEAD~1");
        made.Run("tag", "-d", "v1", "l1");
        made.Store("blob", "nobody names me");
        Directory.Delete(Path.Join(made.GitDirectory, "logs"), recursive: true);
        if (packed)
            made.Run("repack", "-adkq");
        await made.CompareAsync();
        await made.CompareAsync(new() { Unreachable = true }, "--unreachable");
        await made.CompareAsync(new() { Dangling = false }, "--no-dangling");
        await made.CompareAsync(new() { ConnectivityOnly = true }, "--connectivity-only");
        await made.CompareAsync(new() { Full = false }, "--no-full");
        await made.CompareAsync(new() { Heads = [ObjectId.Parse(made.Run("rev-parse", "HEAD~1"))], Unreachable = true }, "--unreachable", "HEAD~1");
        (await made.CompareAsync(new() { Heads = [ObjectId.Parse(new string('1', 40))] }, new string('1', 40))).ShouldContain("error: 1111111111111111111111111111111111111111: object missing\n");
    }

    [Test]
    public async Task Reflogs_keep_objects_until_they_are_not_to_count()
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("tag", "-d", "v1", "l1");
        made.Run("reset", "-q", "--hard", "HEAD~1");
        await made.CompareAsync();
        (await made.AskUsAsync(new() { Reflogs = false, Unreachable = true })).Listed.ShouldContain("unreachable commit");
        await made.CompareAsync(new() { Reflogs = false }, "--no-reflogs");
        await made.CompareAsync(new() { Reflogs = false, Unreachable = true }, "--no-reflogs", "--unreachable");
        made.Write("logs/refs/heads/main", $"{new string('2', 40)} {new string('3', 40)} A <a@x> 1 +0000\tmoved\nnonsense\n");
        (await made.CompareAsync()).ShouldContain("error: refs/heads/main: invalid reflog entry 2222222222222222222222222222222222222222\n");
    }

    [Test]
    public async Task A_repository_without_commits_has_notices_alone()
    {
        using var made = new CheckedRepository();
        (await made.CompareAsync()).ShouldBe(made.GitError);
        (await made.CompareAsync(new() { Unreachable = true }, "--unreachable")).ShouldBe("notice: HEAD points to an unborn branch (main)\nnotice: No default references\n");
    }

    [TestCase("ref: refs/heads/none\n")]
    [TestCase("ref: refs/tags/l1\n")]
    [TestCase("1111111111111111111111111111111111111111\n")]
    public async Task A_head_that_leads_elsewhere_is_told(string head)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Write("HEAD", head);
        (await made.CompareAsync()).ShouldBe(made.GitError);
    }

    [Test]
    public async Task A_detached_head_keeps_its_commit()
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("checkout", "-q", "--detach");
        made.Commit("4");
        (await made.CompareAsync(new() { Reflogs = false }, "--no-reflogs")).ShouldBe(made.GitError);
    }

    [TestCase("x", "garbage\n")]
    [TestCase("x", "1111111111111111111111111111111111111111\n")]
    [TestCase("x", "ref: refs/heads/none\n")]
    [TestCase("x", "ref: ../../x\n")]
    [TestCase("x", "")]
    [TestCase("a..b", "garbage\n")]
    [TestCase("x.lock", "garbage\n")]
    public async Task A_broken_ref_is_told(string name, string content)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Write("refs/heads/" + name, content);
        (await made.CompareAsync()).ShouldBe(made.GitError);
    }

    [Test]
    public async Task A_branch_that_is_no_commit_is_told()
    {
        using var made = new CheckedRepository().WithHistory();
        made.Write("refs/heads/x", made.Run("rev-parse", "HEAD:d") + "\n");
        (await made.CompareAsync()).ShouldBe(made.GitError);
    }

    [TestCase("HEAD")]
    [TestCase("HEAD~1")]
    [TestCase("HEAD:d")]
    [TestCase("HEAD~1:d/e")]
    [TestCase("HEAD:f2")]
    [TestCase("v1")]
    public async Task A_missing_object_is_told_with_who_names_it(string revision)
    {
        using var made = new CheckedRepository().WithHistory();
        File.Delete(made.FileOf(revision));
        (await made.CompareAsync()).Split('\n').Order().ShouldBe(made.GitError.Split('\n').Order());
        await made.CompareAsync(new() { Reflogs = false }, "--no-reflogs");
        await made.CompareAsync(new() { ConnectivityOnly = true }, "--connectivity-only");
        File.Delete(Path.Join(made.GitDirectory, "index"));
        await made.CompareAsync();
    }

    [TestCase("garbage")]
    [TestCase("")]
    public async Task A_loose_object_that_is_garbage_is_told(string content)
    {
        using var made = new CheckedRepository().WithHistory();
        File.WriteAllText(made.FileOf("HEAD:f2"), content);
        (await made.CompareAsync()).ShouldContain($"error: {made.Run("rev-parse", "HEAD:f2")}: object corrupt or missing: ");
    }

    [TestCase("HEAD:f2")]
    [TestCase("HEAD:d/e")]
    public async Task A_loose_object_with_something_behind_it_is_told(string revision)
    {
        using var made = new CheckedRepository().WithHistory();
        File.AppendAllText(made.FileOf(revision), "more");
        // Else git stops where the cache of trees leads it to the object a second time.
        File.Delete(Path.Join(made.GitDirectory, "index"));
        await made.CompareAsync();
    }

    [Test]
    public async Task A_loose_object_under_another_name_is_told()
    {
        using var made = new CheckedRepository().WithHistory();
        File.Copy(made.FileOf("HEAD:f3"), made.FileOf("HEAD:f2"), overwrite: true);
        (await made.CompareAsync()).ShouldContain($"error: {made.Run("rev-parse", "HEAD:f3")}: hash-path mismatch, found at: ");
    }

    [Test]
    public async Task Files_that_are_no_objects_are_told_and_unfinished_ones_are_not()
    {
        using var made = new CheckedRepository().WithHistory();
        made.Write("objects/aa/foo", "x");
        made.Write("objects/aa/tmp_obj_x", "x");
        made.Write("objects/tmp_obj_y", "x");
        (await made.CompareAsync()).ShouldEndWith("/objects/aa/foo\n");
    }

    [Test]
    public async Task Objects_of_a_bad_format_are_told_in_the_words_of_git()
    {
        using var made = new CheckedRepository(bare: true);
        made.Commit("x");
        var blob = made.Run("rev-parse", "HEAD:file");
        var tree = made.Run("rev-parse", "HEAD^{tree}");
        made.Run("update-ref", "refs/heads/bad", made.Store("commit", $"tree {tree}\nauthor A <a@x> 1 +0000\ncommitter A a@x> 1 +0000\n\nm\n"));
        made.Store("commit", "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm\n");
        made.Store("commit", $"tree {tree}\nparent xx\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm\n");
        made.Tree([("0100644", ".git", blob)]);
        made.Store("tag", $"object {blob}\ntype blobby\ntag x\ntagger A <a@x> 1 +0000\n\nm\n");
        made.Store("tag", $"object {blob}\ntype blob\n");
        var complaints = await made.CompareAsync();
        foreach (var line in made.GitError.Split('\n').Where(line => line.Contains(" in ", StringComparison.Ordinal) && !line.StartsWith("error: ", StringComparison.Ordinal)))
            complaints.ShouldContain(line + "\n");
        (await made.CompareAsync(new() { Objects = FsckOptions.StrictDefault }, "--strict")).ShouldContain("error in tree ");
        made.Run("config", "fsck.hasDotgit", "ignore");
        using var repository = FileRepository.Open(made.Path);
        var settings = FsckSettings.ForFsck(repository.Config, made.Path, FsckOptions.Default);
        (await made.CompareAsync(new() { Objects = settings })).ShouldNotContain("hasDotgit");
    }

    [Test]
    public async Task An_object_in_a_pack_with_an_error_counts_for_the_pack()
    {
        using var made = new CheckedRepository(bare: true);
        made.Commit("x");
        made.Run("update-ref", "refs/heads/bad", made.Store("commit", $"tree {made.Run("rev-parse", "HEAD^{tree}")}\nauthor A <a@x> 1 +0000\ncommitter A a@x> 1 +0000\n\nm\n"));
        made.Run("repack", "-adq");
        await made.CompareAsync();
    }

    [Test]
    public async Task A_link_to_an_object_of_another_kind_is_told()
    {
        using var made = new CheckedRepository(bare: true);
        made.Commit("x");
        var file = made.Run("rev-parse", "HEAD:file");
        // Git takes the object for what it hears first: the blob has to be read ahead of the tree.
        var tree = Enumerable.Range(0, 100).Select(number => made.Tree([("40000", $"d{number}", file)])).First(id => string.CompareOrdinal(id[..2], file[..2]) > 0);
        made.Run("update-ref", "refs/tags/odd", tree);
        (await made.CompareAsync()).ShouldContain("broken links\n");
    }

    [Test]
    public async Task A_gitmodules_that_is_bad_is_told()
    {
        using var made = new CheckedRepository(bare: true);
        made.Commit("x");
        made.Run("update-ref", "refs/tags/odd", made.Tree([("100644", ".gitmodules", made.Store("blob", "[submodule \"..\"]\n\tpath = x\n"))]));
        (await made.CompareAsync()).ShouldContain("gitmodulesName");
        made.Run("repack", "-adq");
        (await made.CompareAsync()).ShouldContain("gitmodulesName");
    }

    [TestCase(".idx", -5)]
    [TestCase(".pack", 5)]
    [TestCase(".pack", -10)]
    [TestCase(".idx", 2)]
    public async Task A_damaged_pack_is_told(string extension, int place)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("repack", "-adq");
        made.Store("blob", "x");
        Flip(made.PackFile(extension), place);
        await made.CompareAsync();
    }

    // Git stops with 128 where it comes upon such an object a second time.
    [TestCase(30)]
    [TestCase(200)]
    public async Task An_object_that_is_damaged_in_a_pack_is_told_and_the_rest_is_checked(int place)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("repack", "-adq");
        made.Store("blob", "x");
        Flip(made.PackFile(".pack"), place);
        made.AskGit().Code.ShouldBe(128);
        var (code, listed, complaints) = await made.AskUsAsync();
        (code & (int)RepositoryFlaws.Packs).ShouldNotBe(0);
        listed.ShouldContain("dangling blob 587be6b4c3f93f93c489c0111bba5596147a26cb".Replace("587be6b4c3f93f93c489c0111bba5596147a26cb", made.Store("blob", "x"), StringComparison.Ordinal));
        foreach (var line in made.GitError.Split('\n').Where(line => line.Contains("CRC mismatch", StringComparison.Ordinal)))
            complaints.ShouldContain(line.Split(" from ")[0]);
        complaints.ShouldContain("pack checksum mismatch");
    }

    [TestCase(".pack")]
    [TestCase(".idx")]
    public async Task Half_a_pack_is_as_none(string extension)
    {
        using var made = new CheckedRepository().WithHistory();
        made.Run("repack", "-adq");
        File.Delete(made.PackFile(extension));
        (await made.CompareAsync()).Split('\n').Order().ShouldBe(made.GitError.Split('\n').Order());
    }

    [Test]
    public async Task Objects_of_alternates_are_checked_and_counted()
    {
        using var lender = new CheckedRepository().WithHistory();
        using var made = new CheckedRepository();
        made.Write("objects/info/alternates", Path.Join(lender.GitDirectory, "objects") + "\n");
        made.Run("update-ref", "refs/heads/main", lender.Run("rev-parse", "HEAD~1"));
        made.Store("blob", "mine");
        (await made.CompareAsync()).ShouldBeEmpty();
        File.WriteAllText(lender.FileOf("HEAD~1:f1"), "garbage");
        await made.CompareAsync();
    }

    [Test]
    public async Task The_edge_of_a_shallow_history_needs_no_parents()
    {
        using var lender = new CheckedRepository().WithHistory();
        using var made = new CheckedRepository();
        made.Run("fetch", "-q", "--depth=1", lender.Path, "main:refs/heads/other");
        (await made.CompareAsync(new() { Roots = true }, "--root")).ShouldBe(made.GitError);
    }

    [Test]
    public async Task What_a_partial_clone_leaves_out_is_not_missing()
    {
        using var lender = new CheckedRepository().WithHistory();
        lender.Run("config", "uploadpack.allowFilter", "true");
        using var made = new TempDirectory();
        Git.Run(made.Path, "clone", "-q", "--bare", "--filter=blob:none", "file://" + lender.Path, "c.git");
        using var repository = FileRepository.Open(made.File("c.git"));
        var found = new List<RepositoryFinding>();
        (await RepositoryCheck.RunAsync(repository, new() { Report = found.Add })).ShouldBe(RepositoryFlaws.None);
        found.ShouldBeEmpty();
        Git.Try(made.File("c.git"), [], "fsck").Code.ShouldBe(0);
    }

    [Test]
    public async Task A_staged_file_is_not_dangling()
    {
        using var made = new CheckedRepository().WithHistory();
        File.WriteAllText(Path.Join(made.Path, "staged"), "staged\n");
        made.Run("add", ".");
        (await made.CompareAsync()).ShouldBeEmpty();
        made.Run("update-index", "--index-version=4");
        (await made.CompareAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_large_blob_is_read_in_pieces()
    {
        using var made = new CheckedRepository(bare: true);
        made.Commit("x");
        var bytes = new byte[3 << 20];
        new Random(1).NextBytes(bytes);
        made.Run("update-ref", "refs/tags/large", made.Store("blob", bytes));
        (await made.CompareAsync()).ShouldBe("");
        made.Run("repack", "-adq");
        (await made.CompareAsync()).ShouldBe("");
        Flip(made.PackFile(".pack"), 2 << 20);
        (await made.AskUsAsync()).Code.ShouldBe((int)(RepositoryFlaws.Packs | RepositoryFlaws.Reachability));
    }

    [Test]
    public async Task A_repository_in_memory_is_checked_too()
    {
        using var repository = new MemoryRepository();
        await repository.CommitAsync("refs/heads/main", "x", [("a", "b")]);
        var lost = repository.Objects.Write(ObjectType.Blob, "lost"u8);
        var found = new List<RepositoryFinding>();
        (await RepositoryCheck.RunAsync(repository, new() { Roots = true, Report = found.Add })).ShouldBe(RepositoryFlaws.None);
        found.Select(finding => (finding.Kind, finding.Object)).ShouldBe(
            [(RepositoryFindingKind.Root, repository.Refs.TryRead(RefName.Head)!.Target), (RepositoryFindingKind.Dangling, lost)]);
    }

    private static void Flip(string path, int place)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[place < 0 ? bytes.Length + place : place] ^= 0xff;
        File.WriteAllBytes(path, bytes);
    }
}
