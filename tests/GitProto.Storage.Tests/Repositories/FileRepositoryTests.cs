using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

public sealed class FileRepositoryTests
{
    [Test]
    public async Task What_is_created_and_written_here_is_read_and_approved_by_git([Values] ObjectFormat format, [Values] bool bare)
    {
        using var directory = new TempDirectory();
        var path = directory.File("repo");
        using var repository = FileRepository.Create(path, bare, format);
        var first = await repository.CommitAsync("HEAD", "First", [("a.txt", "one\n"), ("dir/b.txt", ""), ("dir.txt", "x"), ("dir0", "y")]);
        var second = await repository.CommitAsync("refs/heads/main", "Second", [("a.txt", "two\n"), ("dir/b.txt", null)]);
        var tag = await repository.TagAsync("v1", first, "Release");

        Git.Run(path, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        Git.Run(path, "rev-parse", "HEAD", "HEAD~1", "v1").ShouldBe($"{second}\n{first}\n{tag}");
        Git.Run(path, "symbolic-ref", "HEAD").ShouldBe("refs/heads/main");
        Git.Run(path, "ls-tree", "-r", "--name-only", "HEAD").ShouldBe("a.txt\ndir.txt\ndir0");
        Git.Run(path, "show", "HEAD:a.txt").ShouldBe("two");
        Git.Run(path, "rev-parse", "--is-bare-repository").ShouldBe(bare ? "true" : "false");
    }

    [Test]
    public void Every_object_git_has_is_read_the_same_from_loose_files_and_from_packs([Values] ObjectFormat format, [Values] bool packed)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 120, format);
        if (packed)
            Git.Run(directory.Path, "repack", "-adq", "--depth=40");
        else
            Unpack(directory.Path);
        using var repository = FileRepository.Open(directory.Path);

        var lines = Git.Run(directory.Path, "cat-file", "--batch-all-objects", "--batch-check").Split('\n');
        lines.Length.ShouldBeGreaterThan(300);
        foreach (var parts in lines.Select(line => line.Split(' ')))
        {
            var id = ObjectId.Parse(parts[0]);
            repository.Objects.Contains(id).ShouldBeTrue();
            repository.Objects.TryReadHeader(id, out var type, out var size).ShouldBeTrue();
            $"{type.Name()} {size}".ShouldBe($"{parts[1]} {parts[2]}");
            var found = repository.Objects.TryRead(id).ShouldNotBeNull();
            ObjectHasher.Hash(format, found.Type, found.Span).ShouldBe(id);
        }
    }

    [Test]
    public void Objects_that_git_packs_meanwhile_are_still_found()
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 20);
        Unpack(directory.Path);
        using var repository = FileRepository.Open(directory.Path);
        var head = ObjectId.Parse(Git.Run(directory.Path, "rev-parse", "main"));
        repository.Objects.Contains(head).ShouldBeTrue();
        Git.Run(directory.Path, "repack", "-adq");
        repository.Objects.TryRead(head).ShouldNotBeNull();
        SampleHistory.Append(directory.Path, 5, 2);
        Git.Run(directory.Path, "repack", "-adq");
        repository.Objects.TryRead(ObjectId.Parse(Git.Run(directory.Path, "rev-parse", "main"))).ShouldNotBeNull();
        repository.Objects.TryRead(head).ShouldNotBeNull();
    }

    [Test]
    public void What_is_absent_is_absent()
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("a.git"));
        var id = ObjectId.Parse(new string('a', 40));
        repository.Objects.Contains(id).ShouldBeFalse();
        repository.Objects.TryRead(id).ShouldBeNull();
        repository.Objects.TryReadHeader(id, out _, out _).ShouldBeFalse();
        repository.Objects.Contains(ObjectId.Zero(ObjectFormat.Sha256)).ShouldBeFalse();
    }

    private static void Unpack(string path)
    {
        foreach (var pack in Directory.GetFiles(Path.Join(path, "objects", "pack"), "*.pack"))
        {
            var bytes = File.ReadAllBytes(pack);
            foreach (var file in Directory.GetFiles(Path.Join(path, "objects", "pack"), Path.GetFileNameWithoutExtension(pack) + ".*"))
                File.Delete(file);
            Git.RunBytes(path, bytes, "unpack-objects", "-q");
        }
    }
}
