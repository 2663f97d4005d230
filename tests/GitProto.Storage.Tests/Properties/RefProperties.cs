using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Properties;

/// <summary>Transactions of refs, made by us in one repository and by <c>git update-ref --stdin</c> in another.</summary>
public sealed class RefProperties
{
    private static readonly string[] Names = ["refs/heads/a", "refs/heads/a/b", "refs/heads/a/b/c", "refs/heads/d", "refs/heads/e/f", "refs/tags/t", "refs/x/y"];

    // To delete what is not there is done, whatever stands in its place; git finds that it cannot lock it.
    private static Gen<Change> Changes => AnyChanges.Where(change => change.Kind < 4 || !Names.Any(name => IsBelow(change.Name, name) || IsBelow(name, change.Name)));

    private static Gen<Change> AnyChanges =>
        from kind in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Constant(1)), (3, Gen.Constant(2)), (2, Gen.Constant(3)), (2, Gen.Constant(4)))
        from name in Gen.Elements(Names)
        from now in Gen.Choose(0, 2)
        from old in Gen.Choose(0, 2)
        select new Change(kind, name, now, old);

    // Git refuses a set in which one ref makes way for another; a store need not.
    private static Gen<Step> Steps =>
        from changes in Gen.Choose(1, 4).SelectMany(count => Gen.ListOf(Changes, count)).Where(changes => !changes.Any(one => changes.Any(other => IsBelow(other.Name, one.Name))))
        from isPacked in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from asOne in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step([.. changes], isPacked, asOne);

    private static Gen<IReadOnlyList<Step>> Sequences => Gen.Choose(1, 8).SelectMany(count => Gen.ListOf(Steps, count)).Select(steps => (IReadOnlyList<Step>)[.. steps]);

    [Test]
    public void Transactions_have_the_outcome_that_they_have_with_git()
    {
        using var start = new TempDirectory();
        SampleHistory.Create(start.Path, 3);
        var ids = Git.Run(start.Path, "rev-list", "main").Split('\n');
        Git.Run(start.Path, "update-ref", "-d", "refs/heads/main");
        var (made, refused) = (0, 0);

        PropertyRun.Holds(Sequences, steps =>
        {
            using var directory = new TempDirectory();
            var (ours, gits) = (directory.File("ours.git"), directory.File("git.git"));
            foreach (var path in new[] { ours, gits })
                Git.Run(start.Path, "clone", "-q", "--bare", "--shared", ".", path);
            using var repository = FileRepository.Open(ours, new() { Fsync = FsyncComponents.None });
            foreach (var step in steps)
            {
                if (step.IsPacked)
                {
                    Git.Run(ours, "pack-refs", "--all");
                    Git.Run(gits, "pack-refs", "--all");
                }
                var isMade = repository.Refs.ApplyAsync(step.Updates(ids), new() { AsOne = step.AsOne }).AsTask().Result.All(result => result.Succeeded);
                var git = Git.Try(gits, Encoding.ASCII.GetBytes(step.Text(ids)), "update-ref", "--stdin");
                (isMade ? "made" : "refused").ShouldBe(git.Code == 0 ? "made" : "refused", $"{step}: {git.Error}");
                State(ours).ShouldBe(State(gits), $"{step}");
                string.Concat(repository.Refs.List().Select(found => $"{found.Target} {found.Name}\n")).TrimEnd('\n').ShouldBe(State(gits));
                (made, refused) = isMade ? (made + 1, refused) : (made, refused + 1);
            }
        }, 12, PropertyRun.Without);

        (made > 5 && refused > 5).ShouldBeTrue($"{made} made, {refused} refused");
    }

    private static bool IsBelow(string name, string other) => name.StartsWith(other + "/", StringComparison.Ordinal);

    private static string State(string repository) => Git.Run(repository, "for-each-ref", "--format=%(objectname) %(refname)");

    private sealed record Step(IReadOnlyList<Change> Changes, bool IsPacked, bool AsOne)
    {
        public IReadOnlyList<RefUpdate> Updates(string[] ids) => [.. Changes.Select(change => change.Update(ids))];

        public string Text(string[] ids) => string.Concat(Changes.Select(change => change.Text(ids) + "\n"));

        public override string ToString() => $"{(IsPacked ? "packed, then " : "")}{(AsOne ? "as one: " : "")}{string.Join("; ", Changes)}";
    }

    private sealed record Change(int Kind, string Name, int Now, int Old)
    {
        public RefUpdate Update(string[] ids)
        {
            var (name, now, old) = (RefName.Parse(Name), ObjectId.Parse(ids[Now]), ObjectId.Parse(ids[Old]));
            return Kind switch
            {
                0 => RefUpdate.Create(name, now),
                1 => RefUpdate.Change(name, old, now),
                2 => RefUpdate.Set(name, now),
                3 => RefUpdate.Delete(name, old),
                _ => RefUpdate.Delete(name),
            };
        }

        public string Text(string[] ids) => Kind switch
        {
            0 => $"create {Name} {ids[Now]}",
            1 => $"update {Name} {ids[Now]} {ids[Old]}",
            2 => $"update {Name} {ids[Now]}",
            3 => $"delete {Name} {ids[Old]}",
            _ => $"delete {Name}",
        };

        public override string ToString() => Text(["one", "two", "three"]);
    }
}
