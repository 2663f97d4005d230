using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

public sealed class QuarantineTests
{
    private const int Pushers = 4;

    [Test, Category("hostile")]
    public void H20_What_comes_several_times_is_installed_by_all_at_the_same_moment()
    {
        using var directory = new TempDirectory();
        var start = new Barrier(Pushers);
        for (var round = 0; round < 100; round++)
        {
            var pushes = Enumerable.Range(0, Pushers).Select(_ => Push(directory.Path, $"{round:x40}")).ToList();
            var installing = pushes.ConvertAll(push => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    push.Install();
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

            Task.WaitAll([.. installing]);

            pushes.ForEach(push => push.Dispose());
        }

        Directory.GetFiles(Path.Join(directory.Path, "pack")).Length.ShouldBe(200);
        Directory.GetFiles(Path.Join(directory.Path, "00")).Length.ShouldBe(100);
    }

    private static ObjectQuarantine Push(string objects, string name)
    {
        var push = ObjectQuarantine.Create(objects, PathGuard.None, default);
        var loose = Directory.CreateDirectory(Path.Join(push.Path, "00")).FullName;
        File.WriteAllText(Path.Join(loose, name[2..]), name);
        File.WriteAllText(Path.Join(push.PackDirectory, $"pack-{name}.pack"), name);
        File.WriteAllText(Path.Join(push.PackDirectory, $"pack-{name}.idx"), name);
        return push;
    }
}
