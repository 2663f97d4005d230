using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using GitProto.Storage.Tests.Support;
using GitProto.Tests;

namespace GitProto.Storage.Tests.Children;

/// <summary>
/// The power goes at any moment while a process writes: what it had not flushed is lost, or zeros. strace tells what it did and when, and each moment is made again from that.
/// </summary>
[Category("hostile"), CancelAfter(1_800_000)]
[UnsupportedOSPlatform("windows")]
public sealed class PowerCutTests
{
    private const int Once = 20;

    // The fourth step writes loose objects, which nobody flushes by default, git neither.
    [TestCase(null, 3, false)]
    [TestCase(null, 3, true)]
    [TestCase("all", 4, false)]
    [TestCase("all", 4, true)]
    public void H30_A_power_cut_at_any_point_leaves_a_sound_repository_with_all_that_was_acknowledged(string? fsync, int steps, bool asZeros)
    {
        using var directory = new TempDirectory();
        var moments = Record(directory, fsync, steps, out var disk);
        var (cut, acknowledged) = (0, 0);
        foreach (var call in moments)
        {
            // The runtime writes to a copy of the descriptor.
            if (call.Name == "write" && call.File!.StartsWith("pipe:", StringComparison.Ordinal) && int.TryParse(Encoding.ASCII.GetString(call.Strings[0]), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
                acknowledged = number;
            if (!disk.Apply(call))
                continue;
            var left = directory.File($"cut-{++cut}.git");
            disk.Recover(left, asZeros);
            Git.Run(left, "fsck", "--strict", "--full");
            Check(left, acknowledged);
            if (cut % Once == 0)
                GoOn(left);
            Directory.Delete(left, recursive: true);
        }
        acknowledged.ShouldBe(steps);
        cut.ShouldBeGreaterThan(steps * 20);
    }

    [Test]
    public void What_nobody_flushes_is_lost_and_what_is_told_to_be_flushed_is_not([Values("none", "-reference", "-pack", "-pack-metadata")] string fsync)
    {
        using var directory = new TempDirectory();
        var moments = Record(directory, fsync, 1, out var disk).ToList();
        moments.ForEach(call => disk.Apply(call));
        var left = directory.File("cut.git");
        disk.Recover(left, asZeros: false);

        Git.Try(left, [], "fsck", "--strict", "--full").Code.ShouldNotBe(0);
        var objects = Path.Join(left, "objects", "pack");
        Lengths(Directory.GetFiles(objects, "*.pack")).ShouldBe(fsync is "none" or "-pack");
        Lengths(Directory.GetFiles(objects, "*.idx")).ShouldBe(fsync is "none" or "-pack-metadata");
        Lengths([Path.Join(left, "refs", "heads", "a")]).ShouldBe(fsync is "none" or "-reference");

        static bool Lengths(string[] paths) => paths.ShouldHaveSingleItem() is { } path && new FileInfo(path).Length == 0;
    }

    /// <summary>Lets a process write, and gives what it did, and the disk as it was before.</summary>
    private static IEnumerable<DiskCall> Record(TempDirectory directory, string? fsync, int steps, out RecordedDisk disk)
    {
        var (path, log) = (directory.File("r.git"), directory.File("calls"));
        FileRepository.Create(path).Dispose();
        if (fsync is not null)
            Git.Run(path, "config", "core.fsync", fsync);
        disk = new RecordedDisk(path);
        var (code, output, error) = Child.Run(Counterpart.Find("strace"), [.. DiskCall.Options, "-o", log, Child.Executable, "write", path, $"{steps}"], new Dictionary<string, string>());
        code.ShouldBe(0, output + error);
        return DiskCall.Read(log);
    }

    /// <summary>Every branch is where it was last said to be, or where the process was about to put it.</summary>
    private static void Check(string path, int acknowledged)
    {
        using var repository = FileRepository.Open(path);
        var writer = new HistoryWriter(repository);
        HistoryWriter.Branches.Select(writer.At).ShouldAllBe(number => number == acknowledged || number == acknowledged + 1);
        writer.AtLoose().ShouldBeInRange(acknowledged / 4 * 4, acknowledged + 1);
    }

    /// <summary>Another goes on, once the locks are taken away.</summary>
    private static void GoOn(string path)
    {
        KillTests.Unlock(path);
        var (code, output, error) = Child.Run(Child.Executable, ["write", path, "1"], new Dictionary<string, string>());
        code.ShouldBe(0, output + error);
        Git.Run(path, "fsck", "--strict", "--full");
    }
}
