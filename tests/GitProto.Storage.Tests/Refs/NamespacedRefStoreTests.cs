using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NamespacedRefStoreTests : RefStoreContract, IDisposable
{
    private static readonly RefNamespace Space = RefNamespace.Parse("a/b");
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;
    private readonly FileRefStore all;

    public NamespacedRefStoreTests()
    {
        FileRepository.Create(directory.File("r.git")).Dispose();
        repository = FileRepository.Open(directory.File("r.git"), new() { Fsync = FsyncComponents.None, LockTimeout = TimeSpan.FromSeconds(10), Namespace = Space });
        (all, Refs) = (repository.Refs, ((IRepository)repository).Refs);
        Refs.SetSymbolicAsync(RefName.Head, RefName.Parse("refs/heads/main")).AsTask().Wait();
    }

    protected override IRefStore Refs { get; }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task What_lies_outside_is_neither_seen_nor_touched()
    {
        var (one, main) = (ObjectId.Parse(new string('1', 40)), RefName.Parse("refs/heads/main"));
        await all.SetAsync(main, one);
        await all.SetAsync(RefName.Parse("refs/namespaces/a/refs/heads/other"), one);
        Refs.List().ShouldBeEmpty();
        Refs.TryRead(main).ShouldBeNull();

        await Refs.SetAsync(main, one);
        (await Refs.ApplyAsync([RefUpdate.Delete(main)]))[0].Succeeded.ShouldBeTrue();

        all.Resolve(main).ShouldBe(one);
        Refs.TryRead(RefName.Head)!.SymbolicTarget.ShouldBe(main);
    }

    [Test]
    public async Task A_ref_in_it_has_its_full_name_outside()
    {
        var (one, full) = (ObjectId.Parse(new string('1', 40)), RefName.Parse("refs/namespaces/a/refs/namespaces/b/refs/heads/main"));

        await Refs.SetAsync(RefName.Parse("refs/heads/main"), one);

        all.List().Select(found => found.Name).ShouldBe([Space.Full(RefName.Head), full]);
        Space.Within(full).ShouldBe(RefName.Parse("refs/heads/main"));
        Space.Within(RefName.Parse("refs/heads/main")).ShouldBeNull();
    }

    [Test]
    public async Task A_symbolic_ref_that_leads_outside_is_seen_without_that_name()
    {
        var one = ObjectId.Parse(new string('1', 40));
        await all.SetAsync(RefName.Parse("refs/heads/main"), one);
        await all.SetSymbolicAsync(Space.Full(RefName.Parse("refs/heads/alias")), RefName.Parse("refs/heads/main"));

        Refs.List().ShouldBe([new Ref(RefName.Parse("refs/heads/alias"), one)]);
    }

    [Test]
    [Category("hostile")]
    public void R20_A_name_that_is_none_is_refused_and_none_is_cut_short(
        [Values("../..", "a//b", "/a", "a/", ".", "a/..", "a b", "a\0b", "a~1", "a.lock", "a/b.lock/c", "-\n", "", "é\u0001")] string name) =>
        Should.Throw<PolicyException>(() => RefNamespace.Parse(name)).Message.ShouldStartWith("bad git namespace path");

    [Test]
    [Category("hostile")]
    public void R20_Long_names_are_refused_before_anything_is_made()
    {
        RefNamespace.Parse(new string('x', 255)).Prefix.Length.ShouldBe("refs/namespaces/".Length + 256);
        string[] tooLong = [new string('x', 256), new string('é', 128), string.Join('/', Enumerable.Repeat("x", 2048)), string.Join('/', Enumerable.Repeat(new string('x', 200), 30)), new string('x', 65_000)];
        foreach (var name in tooLong)
        {
            var error = Should.Throw<PolicyException>(() => RefNamespace.Parse(name));
            error.Message.Length.ShouldBeLessThan(5_000);
        }
        Encoding.UTF8.GetByteCount(tooLong[1]).ShouldBe(256);
    }
}
