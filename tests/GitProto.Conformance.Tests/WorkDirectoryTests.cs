using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

[CancelAfter(60_000)]
public sealed class WorkDirectoryTests
{
    [Test]
    public void Runs_that_end_while_others_begin_remove_theirs_once_and_leave_nothing()
    {
        var made = new List<string>();
        Parallel.For(0, 8, _ =>
        {
            for (var round = 0; round < 30; round++)
            {
                using var work = WorkDirectory.Make(keep: false);
                for (var number = 0; number < 20; number++)
                    Directory.CreateDirectory(Path.Join(work.Path, $"{number}", "within"));
                lock (made)
                    made.Add(work.Path);
            }
        });

        made.Count.ShouldBe(240);
        made.Where(Directory.Exists).ShouldBeEmpty();
    }

    [Test]
    public void What_a_killed_run_left_is_removed_by_the_next_and_what_was_to_be_kept_is_not()
    {
        string kept;
        using (var work = WorkDirectory.Make(keep: true))
            kept = work.Path;
        var left = Directory.CreateTempSubdirectory("gitproto-conformance-").FullName;
        Directory.CreateDirectory(Path.Join(left, "within"));
        File.WriteAllText(Path.Join(left, "within", "file"), "left");
        File.WriteAllText(Path.Join(left, "run.lock"), "");

        using (WorkDirectory.Make(keep: false))
        {
            Directory.Exists(left).ShouldBeFalse();
            Directory.Exists(kept).ShouldBeTrue();
        }

        Directory.Delete(kept, recursive: true);
    }

    [Test]
    public void Names_that_are_not_UTF_8_are_removed_too()
    {
        string made;
        using (var work = WorkDirectory.Make(keep: false))
        {
            made = work.Path;
            var within = Directory.CreateDirectory(Path.Join(made, "clone.git", "refs")).FullName;
            using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "touch \"$(printf '\\377')\""]) { WorkingDirectory = within })!;
            shell.WaitForExit();
            Directory.EnumerateFiles(within).Count().ShouldBe(1);
        }

        Directory.Exists(made).ShouldBeFalse();
    }
}
