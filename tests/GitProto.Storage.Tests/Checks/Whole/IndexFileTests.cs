using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks.Whole;

/// <summary>Indexes of work trees that are damaged, and say nothing of their hash.</summary>
public sealed class IndexFileTests
{
    [Test]
    public void An_index_that_is_cut_at_any_byte_is_corrupt_or_has_no_more_extensions([Values(2, 4)] int version)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 3);
        Git.Run(directory.Path, "read-tree", "main");
        Git.Run(directory.Path, "update-index", "--index-version", $"{version}");
        var path = directory.File("index");
        var whole = File.ReadAllBytes(path);
        var entries = Count(directory.Path);

        for (var length = 0; length < whole.Length - 20; length++)
        {
            File.WriteAllBytes(path, [.. whole[..length], .. new byte[20]]);
            try
            {
                Count(directory.Path).ShouldBe(entries);
            }
            catch (ObjectRefusedException)
            {
                // Cut within what has to be there.
            }
        }
        entries.ShouldBeGreaterThan(0);
    }

    private static int Count(string directory)
    {
        var count = 0;
        IndexFile.Read(directory, ObjectFormat.Sha1, _ => count++, _ => true);
        return count;
    }
}
