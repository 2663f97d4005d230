using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

public sealed class RefViewTests : IDisposable
{
    private readonly MemoryRepository repository = new();
    private ObjectId commit;
    private ObjectId tag;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        commit = await repository.CommitAsync("HEAD", "first", [("a", "1")]);
        tag = await repository.TagAsync("v1", commit, "one");
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/topic"), commit);
        await repository.Refs.SetAsync(RefName.Parse("refs/tags/light"), commit);
        await repository.Refs.SetAsync(RefName.Parse("refs/lost"), ObjectId.Parse(new string('1', 40)));
    }

    [Test]
    public void HEAD_comes_first_and_the_rest_in_byte_order_and_what_is_missing_is_left_out() =>
        Names(new RefView(repository).List()).ShouldBe(["HEAD", "refs/heads/main", "refs/heads/topic", "refs/tags/light", "refs/tags/v1"]);

    [Test]
    public void Annotated_tags_are_peeled()
    {
        var refs = new RefView(repository).List().ToDictionary(shown => shown.Ref.Name.ToString());

        (refs["refs/tags/v1"].Ref.Target, refs["refs/tags/v1"].Peeled).ShouldBe((tag, commit));
        refs["refs/tags/light"].Peeled.ShouldBeNull();
        refs["HEAD"].Ref.SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/main"));
    }

    [TestCase("refs/heads/|refs/heads/t|refs/tags/v", "refs/heads/main refs/heads/topic refs/tags/v1")]
    [TestCase("HEAD", "HEAD")]
    [TestCase("H|refs/tags/l", "HEAD refs/tags/light")]
    [TestCase("refs/heads/main", "refs/heads/main")]
    [TestCase("refs/x", "")]
    [TestCase("../", "")]
    [TestCase("refs/../", "")]
    [TestCase("|x", "HEAD refs/heads/main refs/heads/topic refs/tags/light refs/tags/v1")]
    public void Prefixes_choose_refs_once_each(string prefixes, string names) =>
        Names(new RefView(repository).List([.. prefixes.Split('|').Select(ByteString.FromString)])).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void Too_many_prefixes_are_ignored_as_git_does() =>
        Names(new RefView(repository).List(["refs/tags/v", "x"], maxPrefixes: 1)).Length.ShouldBe(5);

    [Test]
    public void Hidden_refs_are_not_there_and_neither_is_a_HEAD_that_points_to_one()
    {
        var view = new RefView(repository, name => name.StartsWith("refs/heads/main"u8));

        Names(view.List()).ShouldBe(["refs/heads/topic", "refs/tags/light", "refs/tags/v1"]);
        view.Head.ShouldBeNull();
        view.Find(RefName.Parse("refs/heads/main")).ShouldBeNull();
        view.Find(RefName.Head).ShouldBeNull();
        view.Find(RefName.Parse("refs/heads/topic")).ShouldNotBeNull().Ref.Target.ShouldBe(commit);
    }

    [Test]
    public void An_unborn_HEAD_is_listed_only_if_asked_for()
    {
        var view = new RefView(new MemoryRepository(initialBranch: "trunk"));

        view.List().ShouldBeEmpty();
        view.List(unborn: true).ShouldHaveSingleItem().Ref.SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/trunk"));
        view.List(["refs/heads/"], unborn: true).ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private static string[] Names(IEnumerable<AdvertisedRef> refs) => [.. refs.Select(shown => shown.Ref.Name.ToString())];
}
