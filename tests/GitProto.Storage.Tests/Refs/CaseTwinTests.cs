using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>A repository on a disk that takes names for one which differ in case alone, as its config says; what would be written over there is counted here.</summary>
[Category("hostile")]
public sealed class CaseTwinTests : IDisposable
{
    private static readonly ObjectId One = ObjectId.Parse(new string('1', 40));
    private static readonly ObjectId Two = ObjectId.Parse(new string('2', 40));
    private TempDirectory directory = null!;
    private FileRepository repository = null!;

    [SetUp]
    public void Make()
    {
        directory = new TempDirectory();
        FileRepository.Create(directory.File("r.git")).Dispose();
        File.AppendAllText(directory.File("r.git/config"), "[core]\n\tignoreCase = true\n");
        repository = FileRepository.Open(directory.File("r.git"));
    }

    [TearDown]
    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [TestCase("refs/heads/X", "refs/heads/x")]
    [TestCase("refs/heads/Topic/one", "refs/heads/topic/two")]
    [TestCase("refs/heads/É", "refs/heads/é")]
    [TestCase("refs/heads/topic", "refs/Heads/topic")]
    public async Task R07_The_second_of_two_names_is_refused_and_the_first_stays(string first, string second)
    {
        await repository.Refs.SetAsync(RefName.Parse(first), One);

        var result = (await repository.Refs.ApplyAsync([RefUpdate.Set(RefName.Parse(second), Two)]))[0];

        result.Refusal.ShouldBe(RefRefusal.CaseConflict);
        result.Reason!.ShouldContain("differs in case alone");
        repository.Refs.List().ShouldBe([new Ref(RefName.Parse(first), One)]);
    }

    [Test]
    public async Task R07_Two_names_of_one_push_are_not_both_made()
    {
        var results = await repository.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/heads/A"), One), RefUpdate.Create(RefName.Parse("refs/heads/a"), Two)], new() { Atomic = false });

        results.Select(result => result.Refusal).ShouldBe([RefRefusal.None, RefRefusal.CaseConflict]);
        repository.Refs.List().ShouldBe([new Ref(RefName.Parse("refs/heads/A"), One)]);
    }

    [Test]
    public async Task R07_A_clone_keeps_both_in_packed_refs_and_neither_is_changed_after()
    {
        RefName[] names = [RefName.Parse("refs/heads/A"), RefName.Parse("refs/heads/a")];
        (await repository.Refs.ApplyAsync([RefUpdate.Create(names[0], One), RefUpdate.Create(names[1], Two)], new() { Initial = true })).ShouldAllBe(result => result.Succeeded);
        repository.Refs.List().Select(found => found.Target).ShouldBe([One, Two]);

        (await repository.Refs.ApplyAsync([RefUpdate.Set(names[0], Two)]))[0].Refusal.ShouldBe(RefRefusal.CaseConflict);

        Directory.GetFileSystemEntries(directory.File("r.git/refs/heads")).ShouldBeEmpty();
        (await repository.Refs.ApplyAsync([RefUpdate.Delete(names[0], One)]))[0].Succeeded.ShouldBeTrue();
        repository.Refs.List().ShouldBe([new Ref(names[1], Two)]);
    }

    [Test]
    public async Task R07_Where_a_file_may_be_the_others_it_is_not_deleted()
    {
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/A"), One);
        // As another program may have made it.
        File.WriteAllText(directory.File("r.git/refs/heads/a"), $"{Two}\n");

        (await repository.Refs.ApplyAsync([RefUpdate.Delete(RefName.Parse("refs/heads/A"))]))[0].Refusal.ShouldBe(RefRefusal.CaseConflict);

        repository.Refs.List().Count().ShouldBe(2);
    }

    [Test]
    public async Task R07_A_ref_is_moved_and_deleted_as_before()
    {
        var name = RefName.Parse("refs/heads/A");
        await repository.Refs.SetAsync(name, One);
        await repository.Refs.SetAsync(name, Two);
        (await repository.Refs.ApplyAsync([RefUpdate.Delete(name, Two)]))[0].Succeeded.ShouldBeTrue();
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/a"), One);
        repository.Refs.List().Count().ShouldBe(1);
    }
}
