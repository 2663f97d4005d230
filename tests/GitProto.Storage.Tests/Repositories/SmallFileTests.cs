using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

public sealed class SmallFileTests
{
    [Test]
    public void A_file_is_read_whole_up_to_its_limit()
    {
        using var directory = new TempDirectory();
        File.WriteAllText(directory.File("a"), "12345");
        SmallFile.TryRead(directory.File("a"), 5, "x", PathGuard.None).ShouldBe("12345"u8.ToArray());
        Should.Throw<LimitExceededException>(() => SmallFile.TryRead(directory.File("a"), 4, "x", PathGuard.None)).Limit.ShouldBe("x");
        SmallFile.TryRead(directory.File("none"), 5, "x", PathGuard.None).ShouldBeNull();
        SmallFile.TryRead(directory.File("none/a"), 5, "x", PathGuard.None).ShouldBeNull();
        SmallFile.TryRead(directory.Path, 5, "x", PathGuard.None).ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public void D02_Only_LF_ends_a_line()
    {
        var lines = new List<string>();
        foreach (var line in new ByteLines(Encoding.UTF8.GetBytes("a\rb\n\u2028c\u0085\n\nlast")))
            lines.Add(Encoding.UTF8.GetString(line));
        lines.ShouldBe(["a\rb", "\u2028c\u0085", "", "last"]);
    }

    [Test]
    [Category("hostile")]
    public void D02_A_bare_CR_does_not_make_a_second_ref()
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"));
        var id = new string('1', 40);
        File.WriteAllText(Path.Join(repository.GitDirectory, "packed-refs"), $"{id} refs/heads/a\r{id} refs/heads/b\n");
        repository.Refs.List().ShouldBeEmpty();
        repository.Refs.TryRead(RefName.Parse("refs/heads/b")).ShouldBeNull();
    }
}
