using System.Globalization;
using System.Runtime.Versioning;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Children;

/// <summary>What the work on packs takes at most: the heap of the process is limited, and its peak resident memory is looked at, native memory included.</summary>
[SupportedOSPlatform("linux"), CancelAfter(900_000)]
public sealed class MemoryTests
{
    [Test]
    public void A_blob_of_300_MB_is_received_and_sent_in_a_small_part_of_its_size()
    {
        using var directory = new TempDirectory();
        var path = directory.File("r.git");
        FileRepository.Create(path).Dispose();

        Run(48, 90, 1, "receive-blob", path, "300000000");
        Run(48, 90, 1, "send", path);
    }

    [Test]
    [Category("hostile")]
    public void P21_A_blob_of_more_than_4_GiB_is_received_in_a_small_part_of_its_size()
    {
        using var directory = new TempDirectory();
        var path = directory.File("r.git");
        FileRepository.Create(path).Dispose();

        // To read it again and to send it takes twice as long once more.
        var isLong = Environment.GetEnvironmentVariable("GITPROTO_LARGE") == "1";
        Run(48, 90, 1, "receive-zeros", path, isLong ? "read" : "");
        if (isLong)
            Run(48, 90, 1, "send", path);
        Git.Run(path, "cat-file", "-s", "refs/heads/main").ShouldBe($"{ZeroWork.Size}");
    }

    [Test]
    public void A_pack_of_100_000_objects_is_received_walked_and_sent_in_memory_that_goes_with_their_number()
    {
        using var directory = new TempDirectory();
        var path = directory.File("r.git");
        FileRepository.Create(path).Dispose();

        Run(96, 150, 100_002, "receive-many", path, "100000");
        Run(96, 150, 100_002, "send", path);
        Git.Run(path, "fsck", "--strict", "--full");
    }

    private static void Run(int maxHeapMebibytes, int maxPeakMebibytes, int objects, params string[] arguments)
    {
        var limit = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{(long)maxHeapMebibytes << 20:x}") };
        var (code, output, error) = Child.Run(Child.Executable, arguments, limit);
        code.ShouldBe(0, output + error);
        var words = output.Trim().Split(' ');
        TestContext.Out.WriteLine($"{string.Join(' ', arguments)}: {output}");
        words[1].ShouldBe($"{objects}");
        (long.Parse(words[0], CultureInfo.InvariantCulture) >> 10).ShouldBeLessThan(maxPeakMebibytes);
    }
}
