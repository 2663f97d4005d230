using System.Globalization;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Children;

/// <summary>Writers that are killed at any moment, one after the other, in the same repository.</summary>
[Category("hostile"), CancelAfter(7_200_000)]
public sealed class KillTests
{
    private const int Few = 5;

    [Test]
    public async Task H30_What_a_killed_writer_acknowledged_is_there_and_the_repository_is_sound()
    {
        using var directory = new TempDirectory();
        var path = directory.File("r.git");
        FileRepository.Create(path).Dispose();
        var rounds = Environment.GetEnvironmentVariable("GITPROTO_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Few;
        var (random, last, loose, unfinished, locks, quarantines) = (new Random(1), 0, 0, 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var acknowledged = await KillAsync(path, random.Next(200));
            (last, loose) = (acknowledged[^1], acknowledged.Where(number => number % 4 == 0).Append(loose).Max());

            locks += Unlock(path);
            Git.Run(path, "fsck", "--strict", "--full");
            unfinished += Check(path, last, loose);
            quarantines += Age(path);
        }

        var (code, output, error) = Child.Run(Child.Executable, ["write", path, "1"], new Dictionary<string, string>());
        code.ShouldBe(0, output + error);
        Directory.GetDirectories(Path.Join(path, "objects"), "tmp_objdir-*").ShouldBeEmpty();
        last.ShouldBeGreaterThan(rounds);
        await TestContext.Progress.WriteLineAsync($"{rounds} kills: {last} acknowledged, {unfinished} found done that were not, {locks} locks and {quarantines} quarantines left behind");
    }

    /// <summary>Has commits made, and kills the process so many milliseconds behind the first.</summary>
    /// <returns>Those that were acknowledged.</returns>
    private static async Task<List<int>> KillAsync(string path, int milliseconds)
    {
        using var process = Child.Start("write", path, "1000000");
        var first = await process.StandardOutput.ReadLineAsync();
        var rest = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Task.Delay(milliseconds);
        process.Kill();
        await process.WaitForExitAsync();
        (await error).ShouldBeEmpty();
        // What was cut is not acknowledged.
        return [.. $"{first}\n{await rest}".Split('\n')[..^1].Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Every branch is where it was last said to be, or where the killed process was about to put it.</summary>
    private static int Check(string path, int last, int loose)
    {
        using var repository = FileRepository.Open(path);
        var writer = new HistoryWriter(repository);
        int[] branches = [.. HistoryWriter.Branches.Select(writer.At)];
        branches.ShouldAllBe(number => number == last || number == last + 1);
        if ((last + 1) % 3 == 0)
            branches.Distinct().Count().ShouldBe(1);
        writer.AtLoose().ShouldBeInRange(loose, last + 1);
        return branches.Max() - last;
    }

    // As with git, whoever knows that nobody works takes locks away.
    internal static int Unlock(string path)
    {
        var left = Directory.GetFiles(path, "*.lock", SearchOption.AllDirectories).Where(name => Path.GetFileName(name) != "gitproto.lock").ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }

    // What is young may be that of a process which is about to hold it.
    private static int Age(string path)
    {
        var left = Directory.GetDirectories(Path.Join(path, "objects"), "tmp_objdir-*");
        foreach (var quarantine in left)
            Directory.SetLastWriteTimeUtc(quarantine, DateTime.UtcNow.AddHours(-1));
        return left.Length;
    }
}
