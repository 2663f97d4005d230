using System.Diagnostics;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

[Category("hostile")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PathGuardTests : IDisposable
{
    // On a busy machine whoever swaps may be kept from taking the link away for longer than many rounds last.
    private static readonly TimeSpan MostOfALink = TimeSpan.FromSeconds(30);
    private readonly TempDirectory directory = new();
    private readonly PathGuard guard;

    public PathGuardTests()
    {
        Directory.CreateDirectory(directory.File("root/in"));
        Directory.CreateDirectory(directory.File("root2"));
        guard = new PathGuard([directory.File("root")]);
    }

    public void Dispose() => directory.Dispose();

    [TestCase(@"\\evil.example\share\objects")]
    [TestCase(@"\\?\UNC\evil.example\share")]
    [TestCase(@"\\.\pipe\x")]
    public void C12_A_path_of_another_machine_or_of_a_device_is_refused_before_it_is_looked_at(string path) =>
        Should.Throw<PolicyException>(() => PathGuard.None.Demand(path)).Message.ShouldContain("is no local path");

    [Test]
    public void C12_What_a_repository_says_of_other_places_leads_to_no_other_machine([Values("alternates", "commondir", "gitdir")] string file)
    {
        using var directory = new TempDirectory();
        FileRepository.Create(directory.File("r.git")).Dispose();
        const string Share = @"\\evil.example\share";
        File.WriteAllText(file switch
        {
            "alternates" => Path.Join(directory.File("r.git"), "objects", "info", "alternates"),
            "commondir" => Path.Join(directory.File("r.git"), "commondir"),
            _ => directory.File("pointer"),
        }, file == "gitdir" ? $"gitdir: {Share}\n" : Share + "\n");

        // Where this is a name like any other nothing is found; where it is another machine it is refused.
        FileRepository? Open() => FileRepository.TryOpen(directory.File(file == "gitdir" ? "pointer" : "r.git"));
        if (OperatingSystem.IsWindows())
            Should.Throw<PolicyException>(Open);
        else if (file == "alternates")
            Open()!.Dispose();
        else
            Open().ShouldBeNull();
    }

    [Test]
    public void D04_What_lies_inside_is_allowed([Values("root", "root/", "root/in", "root/./in/../in", "root/absent/x")] string path) =>
        guard.Demand(directory.File(path)).ShouldStartWith(directory.File("root"));

    [Test]
    public void D04_What_lies_outside_is_refused([Values("", "root2", "root/..", "root/../root2", "root/in/../../root2", "root/absent/../../root2")] string path) =>
        Should.Throw<PolicyException>(() => guard.Demand(directory.File(path)));

    [Test]
    public void D04_An_absolute_path_does_not_take_the_place_of_the_root() => Should.Throw<PolicyException>(() => guard.Demand("/etc/passwd"));

    [Test]
    [Platform(Exclude = "Win")]
    public void D04_Links_are_resolved_before_the_question_is_asked()
    {
        Directory.CreateSymbolicLink(directory.File("root/out"), directory.File("root2"));
        Directory.CreateSymbolicLink(directory.File("root/relative"), "../root2");
        Directory.CreateSymbolicLink(directory.File("root/near"), "in");
        Directory.CreateSymbolicLink(directory.File("entry"), directory.File("root/in"));
        Should.Throw<PolicyException>(() => guard.Demand(directory.File("root/out")));
        Should.Throw<PolicyException>(() => guard.Demand(directory.File("root/out/x")));
        Should.Throw<PolicyException>(() => guard.Demand(directory.File("root/relative/x")));
        guard.Demand(directory.File("root/near/x")).ShouldBe(directory.File("root/in/x"));
        guard.Demand(directory.File("entry/x")).ShouldBe(directory.File("root/in/x"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void D04_Links_in_a_circle_are_refused()
    {
        Directory.CreateSymbolicLink(directory.File("root/a"), directory.File("root/b"));
        Directory.CreateSymbolicLink(directory.File("root/b"), directory.File("root/a"));
        Should.Throw<PolicyException>(() => guard.Demand(directory.File("root/a/x")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void D04_What_is_open_is_looked_at_once_more()
    {
        File.WriteAllText(directory.File("root2/secret"), "s");
        File.WriteAllText(directory.File("root/in/file"), "f");
        File.CreateSymbolicLink(directory.File("root/link"), directory.File("root2/secret"));
        Directory.CreateSymbolicLink(directory.File("root/way"), directory.File("root2"));

        guard.OpenRead(directory.File("root/in/file"), FileShare.Read).Dispose();
        // As if the links had been made after their paths were checked.
        Should.Throw<PolicyException>(() => guard.OpenRead(directory.File("root/link"), FileShare.Read));
        Should.Throw<PolicyException>(() => guard.OpenRead(directory.File("root/way/secret"), FileShare.Read));
        Should.Throw<PolicyException>(() => LockFile.TryTake(directory.File("root/way/x"), TimeSpan.Zero, guard));
        Directory.GetFiles(directory.File("root2")).ShouldBe([directory.File("root2/secret")]);
        PathGuard.None.OpenRead(directory.File("root/link"), FileShare.Read).Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform("Linux")]
    public async Task H07_A_directory_that_becomes_a_link_while_it_is_read_shows_nothing_of_where_it_leads()
    {
        using var served = FileRepository.Create(directory.File("root/r.git"), options: new() { AllowedRoots = [directory.File("root")], Fsync = FsyncComponents.None });
        using var other = FileRepository.Create(directory.File("root2/r.git"));
        var mine = await served.CommitAsync("refs/heads/main", "mine", []);
        var theirs = await other.CommitAsync("refs/heads/main", "theirs", []);
        var (heads, away) = (directory.File("root/r.git/refs/heads"), directory.File("root/away"));
        using var stop = new CancellationTokenSource();
        var swapping = SwapAsync(heads, away, directory.File("root2/r.git/refs/heads"), stop.Token);
        var (seen, refused) = (0, 0);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 20_000 || (seen == 0 && clock.Elapsed < MostOfALink); round++)
        {
            try
            {
                var found = served.Refs.Resolve(RefName.Parse("refs/heads/main"));
                found.ShouldNotBe(theirs);
                seen += found == mine ? 1 : 0;
            }
            catch (GitProtoException)
            {
                refused++;
            }
        }
        await stop.CancelAsync();
        await swapping;

        TestContext.Out.WriteLine($"{seen} times it was read, {refused} times it was refused");
        seen.ShouldBeGreaterThan(0);
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform("Linux")]
    public async Task H07_A_directory_that_becomes_a_link_while_it_is_written_to_leaves_nothing_where_it_leads([Values("objects", "objects/pack", "refs/heads")] string swapped)
    {
        using var served = FileRepository.Create(directory.File("root/r.git"), options: new() { AllowedRoots = [directory.File("root")], Fsync = FsyncComponents.None });
        using var other = FileRepository.Create(directory.File("root2/r.git"));
        await other.CommitAsync("refs/heads/main", "theirs", []);
        var before = Everything();
        using var stop = new CancellationTokenSource();
        var swapping = SwapAsync(directory.File("root/r.git/" + swapped), directory.File("root/away"), directory.File("root2/r.git/" + swapped), stop.Token);
        var (written, refused) = (0, 0);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 1000 || (written == 0 && clock.Elapsed < MostOfALink); round++)
        {
            try
            {
                var content = Encoding.ASCII.GetBytes($"content {round}");
                if (swapped.StartsWith("refs", StringComparison.Ordinal))
                    await UpdateAsync(served, round);
                else if (round % 2 == 0)
                    served.Objects.Write(ObjectType.Blob, content);
                else
                    await ReceiveAsync(served.Objects, content, isInspected: round % 4 == 1);
                written++;
            }
            catch (Exception e) when (e is GitProtoException or IOException)
            {
                refused++;
            }
        }
        await stop.CancelAsync();
        await swapping;

        TestContext.Out.WriteLine($"{written} times it was written, {refused} times it was refused");
        written.ShouldBeGreaterThan(0);
        Everything().Except(before).ShouldBeEmpty();
        before.Except(Everything()).ShouldBeEmpty();
    }

    [Test]
    public void D04_A_path_to_another_machine_or_with_a_NUL_is_refused([Values(@"\\host\share", "/a\0b", @"\\?\C:\x")] string path) =>
        Should.Throw<PolicyException>(() => new PathGuard(null).Demand(path));

    [Test]
    public void R04_Names_that_Windows_takes_for_something_else_are_known(
        [Values("CON", "con", "NUL.txt", "nul .txt", "COM1", "LPT9.x", "CONIN$", "a:b", "a.", "a ", @"a\b", "COM¹")] string name) =>
        WindowsNames.AreSafe(name).ShouldBeFalse();

    [Test]
    public void R04_Names_that_only_look_alike_are_safe([Values("CONSOLE", "COM", "COM10", "xCON", "NULL", ".a")] string name) =>
        WindowsNames.AreSafe(name).ShouldBeTrue();

    private string[] Everything() => [.. Directory.GetFiles(directory.File("root2"), "*", SearchOption.AllDirectories).Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")];

    // A directory is now itself, now a link to another.
    private static Task SwapAsync(string path, string away, string other, CancellationToken stop) => Task.Run(
        () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Directory.Move(path, away);
                Instead(path, () => Directory.CreateSymbolicLink(path, other));
                Thread.SpinWait(Random.Shared.Next(2_000));
                Instead(path, () => Directory.Move(away, path));
                Thread.SpinWait(Random.Shared.Next(10_000));
            }
        },
        CancellationToken.None);

    // Whoever writes may just have made it anew.
    private static void Instead(string path, Action put)
    {
        while (true)
        {
            try
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: new DirectoryInfo(path).LinkTarget is null);
                put();
                return;
            }
            catch (IOException)
            {
            }
        }
    }

    private static async Task UpdateAsync(FileRepository repository, int round)
    {
        var id = repository.Objects.Write(ObjectType.Blob, Encoding.ASCII.GetBytes($"{round}"));
        var results = await repository.Refs.ApplyAsync([RefUpdate.Set(RefName.Parse("refs/heads/main"), id), RefUpdate.Set(RefName.Parse($"refs/heads/r{round}"), id)]);
        if (results.FirstOrDefault(result => !result.Succeeded) is { } refused)
            throw new IOException(refused.Reason);
    }

    private static async Task ReceiveAsync(FileObjectStore objects, byte[] content, bool isInspected)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, content);
        await objects.ReceivePackAsync(
            PipeReader.Create(new MemoryStream(builder.Build())),
            new ReceivePackOptions { Inspect = isInspected ? (_, _, _) => ValueTask.CompletedTask : null });
    }
}
