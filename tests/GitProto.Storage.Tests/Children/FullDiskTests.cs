using System.Globalization;
using System.Runtime.Versioning;
using GitProto.Storage.Tests.Support;
using GitProto.Tests;

namespace GitProto.Storage.Tests.Children;

/// <summary>Calls that change the disk, one after the other, fail as they do on a disk that is full, broken, or read-only; strace has them fail.</summary>
[Category("hostile"), CancelAfter(1_800_000)]
[UnsupportedOSPlatform("windows")]
public sealed class FullDiskTests
{
    private const string Calls = "pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,chmod,fchmod,fchmodat";
    private const int MaxSteps = 60;

    [TestCase("ENOSPC", 3, 3)]
    [TestCase("ENOSPC", 4, 3)]
    [TestCase("EIO", 3, 7)]
    [TestCase("EROFS", 4, 7)]
    public void C08_A_disk_that_fails_at_any_call_fails_the_step_with_a_documented_error_and_leaves_a_sound_repository(string error, int before, int stride)
    {
        if (Environment.GetEnvironmentVariable("GITPROTO_KILLS") is { Length: > 0 })
            stride = 1;
        var strace = Counterpart.Find("strace");
        using var directory = new TempDirectory();
        var start = directory.File("start.git");
        FileRepository.Create(start).Dispose();
        Child.Run(Child.Executable, ["write", start, $"{before}"], new Dictionary<string, string>()).Code.ShouldBe(0);
        var (isInjected, failed, step) = (true, 0, 1);
        for (; isInjected; step += stride)
        {
            step.ShouldBeLessThan(MaxSteps);
            var path = directory.File($"{step}.git");
            Git.Run(directory.Path, "clone", "-q", "--mirror", start, path);
            var log = directory.File($"{step}.log");
            string[] arguments = ["-f", "-qqq", "--seccomp-bpf", "-o", log, "-e", $"trace={Calls}", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={Calls}:error={error}:when={step}"), Child.Executable, "write", path, "1"];
            var (code, output, text) = Child.Run(strace, arguments, new Dictionary<string, string>());

            isInjected = File.ReadAllText(log).Contains("(INJECTED)", StringComparison.Ordinal);
            code.ShouldBeOneOf([0, Program.Refused], $"{step}: {output}{text}");
            failed += code == 0 ? 0 : 1;
            Check(path, code == 0, before, $"{step}: {File.ReadAllText(log)}");
        }
        failed.ShouldBeGreaterThan(1);
        TestContext.Out.WriteLine($"{error}: {failed} steps failed, up to call {step - stride}");
    }

    private static void Check(string path, bool isDone, int before, string log)
    {
        Git.Run(path, "fsck", "--strict", "--full");
        using var repository = FileRepository.Open(path);
        var writer = new HistoryWriter(repository);
        int[] branches = [.. HistoryWriter.Branches.Select(writer.At)];
        branches.ShouldAllBe(number => number == before + 1 || (number == before && !isDone), log);
        Directory.GetFiles(path, "*.lock", SearchOption.AllDirectories).ShouldBeEmpty(log);
        Directory.GetFileSystemEntries(Path.Join(path, "objects"), "tmp_*", SearchOption.AllDirectories).ShouldBeEmpty(log);
    }
}
