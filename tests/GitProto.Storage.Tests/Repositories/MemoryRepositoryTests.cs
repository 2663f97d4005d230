using System.Text;

namespace GitProto.Storage.Tests.Repositories;

public sealed class MemoryRepositoryTests
{
    private static readonly Signature Author = new("A U Thor", "author@example.com", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3.5)));

    [Test]
    public async Task A_commit_is_written_as_git_writes_it()
    {
        using var repository = new MemoryRepository();
        var id = await repository.CommitAsync("refs/heads/main", "First", [("a.txt", "text\n")], new() { Author = Author });
        Encoding.UTF8.GetString(repository.Objects.TryRead(id)!.Span).ShouldBe(
            "tree 81069759f80f0e4cb47c756eea21799623b8d7cd\nauthor A U Thor <author@example.com> 1704177245 -0330\n"
            + "committer A U Thor <author@example.com> 1704177245 -0330\n\nFirst\n");
        repository.Refs.Resolve(RefName.Head).ShouldBe(id);
    }

    [Test]
    public async Task Files_not_named_stay_and_empty_directories_vanish()
    {
        using var repository = new MemoryRepository(ObjectFormat.Sha256);
        await repository.CommitAsync("HEAD", "One", [("a", "1"), ("dir/sub/b", "2"), ("dir/c", "3")]);
        var second = await repository.CommitAsync("HEAD", "Two", [("dir/sub/b", null), ("a/now/dir", "4")]);
        Files(repository, second).ShouldBe(["a/now/dir", "dir/c"]);
        var third = await repository.CommitAsync("HEAD", "Three", [("dir/c", null), ("a/now/dir", null)]);
        Files(repository, third).ShouldBeEmpty();
    }

    [TestCase("../x")]
    [TestCase("/x")]
    [TestCase("a//b")]
    [TestCase("")]
    [TestCase(".git/config")]
    [TestCase("a/./b")]
    [TestCase("a\0b")]
    public async Task A_path_that_is_none_is_refused(string path)
    {
        using var repository = new MemoryRepository();
        await Should.ThrowAsync<ArgumentException>(async () => await repository.CommitAsync("HEAD", "One", [(path, "1")]));
    }

    [Test]
    public async Task Names_cannot_break_the_lines_of_a_commit()
    {
        using var repository = new MemoryRepository();
        var id = await repository.CommitAsync("HEAD", "M", [], new() { Author = Author with { Name = "A\nparent <b>", Email = "x>\n" } });
        Encoding.UTF8.GetString(repository.Objects.TryRead(id)!.Span).Split('\n')[1].ShouldBe("author Aparent b <x> 1704177245 -0330");
    }

    [Test]
    public async Task Many_threads_commit_to_branches_of_their_own()
    {
        using var repository = new MemoryRepository();
        await Parallel.ForAsync(0, 16, async (number, cancel) =>
        {
            for (var commit = 0; commit < 20; commit++)
                await repository.CommitAsync($"refs/heads/b{number}", $"{commit}", [($"f{commit}", $"{number}")], null, cancel);
        });
        repository.Refs.List().Count().ShouldBe(16);
        ObjectWalk.Select(repository.Objects, new() { Wants = [.. repository.Refs.List().Select(found => found.Target!.Value)] }).Count(item => item.Type == ObjectType.Commit).ShouldBe(320);
    }

    [Test]
    public async Task The_shallow_boundary_is_kept()
    {
        using var repository = new MemoryRepository();
        var id = ObjectId.Parse(new string('a', 40));
        await repository.UpdateShallowAsync([id], []);
        repository.ShallowBoundary.ShouldBe([id]);
        await repository.UpdateShallowAsync([], [id]);
        repository.ShallowBoundary.ShouldBeEmpty();
    }

    private static List<string> Files(MemoryRepository repository, ObjectId commit)
    {
        var files = new List<string>();
        var pending = new Stack<(ObjectId Tree, string Path)>([(new CommitView(repository.Format, repository.Objects.Read(commit, ObjectType.Commit).Span).Tree, "")]);
        while (pending.TryPop(out var next))
        {
            foreach (var entry in new TreeView(repository.Format, repository.Objects.Read(next.Tree, ObjectType.Tree).Span))
            {
                var path = next.Path + Encoding.UTF8.GetString(entry.Name);
                if (entry.IsTree)
                    pending.Push((entry.Id, path + "/"));
                else
                    files.Add(path);
            }
        }
        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
