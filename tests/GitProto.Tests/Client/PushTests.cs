using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Pushes to <c>git receive-pack</c> over pipes. After each, <c>git fsck --strict</c> of the target is clean.</summary>
[CancelAfter(300_000)]
public sealed class PushTests : IDisposable
{
    private const string Zero = "0000000000000000000000000000000000000000";
    private PushPair pair = null!;

    [SetUp]
    public void Make() => pair = new PushPair();

    [TearDown]
    public void Dispose() => pair.Dispose();

    [Test]
    public async Task A_branch_is_made_moved_forward_and_deleted(CancellationToken cancellationToken)
    {
        var made = await PushAsync(pair.Id("main~3") + ":refs/heads/x", cancellationToken);
        made.Status.ShouldBe(PushedRefStatus.Created);
        pair.Ref("refs/heads/x").ShouldBe(pair.Id("main~3"));

        var moved = await PushAsync("main:x", cancellationToken);
        moved.Status.ShouldBe(PushedRefStatus.FastForward);
        moved.Old.ToString().ShouldBe(pair.Id("main~3"));
        pair.Ref("refs/heads/x").ShouldBe(pair.Id("main"));

        var deleted = await PushAsync(":x", cancellationToken);
        deleted.Status.ShouldBe(PushedRefStatus.Deleted);
        pair.Ref("refs/heads/x").ShouldBeNull();
    }

    [TestCase("main", "refs/heads/main")]
    [TestCase("heads/main", "refs/heads/main")]
    [TestCase("refs/heads/main", "refs/heads/main")]
    [TestCase("HEAD", "refs/heads/main")]
    [TestCase("@", "refs/heads/main")]
    [TestCase("v1", "refs/tags/v1")]
    [TestCase("main:other", "refs/heads/other")]
    [TestCase("HEAD:other", "refs/heads/other")]
    [TestCase("v1:v9", "refs/tags/v9")]
    [TestCase("main:refs/tags/t", "refs/tags/t")]
    [TestCase("refs/notes/x", "refs/notes/x")]
    [TestCase("alias", "refs/heads/main")]
    public async Task Short_names_mean_what_git_takes_them_for(string spec, string expected, CancellationToken cancellationToken)
    {
        var pushed = await PushAsync(spec, cancellationToken);

        pushed.Name.ToString().ShouldBe(expected);
        pair.Ref(expected).ShouldBe(pair.Id(spec.Split(':')[0]));
        using var other = new PushPair();
        RealGit.Run(other.Source, "push", "-q", other.Target, spec);
        SourceRepository.Refs(other.Target).ShouldBe(SourceRepository.Refs(pair.Target));
    }

    [TestCase("nothing", "src refspec nothing does not match any")]
    [TestCase("main:foo/bar/..", "..")]
    [TestCase("twice", "src refspec twice matches more than one")]
    [TestCase(":gone", "unable to delete 'gone': remote ref does not exist")]
    [TestCase(":refs/heads/gone", "unable to delete 'refs/heads/gone': remote ref does not exist")]
    public void What_cannot_be_told_is_an_error_and_nothing_is_sent(string spec, string expected, CancellationToken cancellationToken)
    {
        RealGit.Run(pair.Source, "branch", "twice", "main");
        RealGit.Run(pair.Source, "tag", "twice", "main");

        var error = Should.Throw<RefRefusedException>(() => pair.PushAsync(PushPair.Specs(spec), cancellationToken));

        error.Message.ShouldContain(expected);
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    public void An_object_needs_a_full_name_to_go_to(CancellationToken cancellationToken)
    {
        var error = Should.Throw<RefRefusedException>(() => pair.PushAsync(PushPair.Specs(pair.Id("main") + ":baz"), cancellationToken));
        error.Message.ShouldContain("not a full refname");
        error = Should.Throw<RefRefusedException>(() => pair.PushAsync(PushPair.Specs("main:x", "side:x"), cancellationToken));
        error.Message.ShouldContain("receives from more than one src");
    }

    [Test]
    public async Task A_pattern_pushes_all_that_it_matches_but_what_is_taken_out(CancellationToken cancellationToken)
    {
        var result = await pair.PushAsync(PushPair.Specs("refs/heads/*:refs/heads/*", "^refs/heads/alias"), cancellationToken);

        result.Refs.Select(pushed => pushed.Name.ToString()).ShouldBe(["refs/heads/main", "refs/heads/side"]);
        SourceRepository.Refs(pair.Target).ShouldBe($"{pair.Id("main")} refs/heads/main\n{pair.Id("side")} refs/heads/side");
    }

    [Test]
    public async Task A_mirror_has_every_ref_and_no_other(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main:refs/heads/old", "main:refs/odd/one"), cancellationToken);

        var result = await pair.PushAsync(PushPair.Specs("+refs/*:refs/*") with { Prune = true }, cancellationToken);

        result.Succeeded.ShouldBeTrue();
        SourceRepository.Refs(pair.Target).ShouldBe(SourceRepository.Refs(pair.Source));
    }

    [Test]
    public async Task A_colon_pushes_the_branches_that_both_have(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs(pair.Id("main~3") + ":refs/heads/main"), cancellationToken);

        var result = await pair.PushAsync(PushPair.Specs(":"), cancellationToken);

        result.Refs.Single().Status.ShouldBe(PushedRefStatus.FastForward);
        SourceRepository.Refs(pair.Target).ShouldBe($"{pair.Id("main")} refs/heads/main");
    }

    [Test]
    public async Task Nothing_is_sent_when_nothing_is_new(CancellationToken cancellationToken)
    {
        await PushAsync("main", cancellationToken);
        pair.Hook("pre-receive", "exit 1");

        var result = await pair.PushAsync(PushPair.Specs("main"), cancellationToken);

        result.IsUpToDate.ShouldBeTrue();
        result.WasSent.ShouldBeFalse();
        result.Succeeded.ShouldBeTrue();
    }

    [Test]
    public async Task A_dry_run_says_what_would_be_and_changes_nothing(CancellationToken cancellationToken)
    {
        var result = await pair.PushAsync(PushPair.Specs("main", "v1") with { DryRun = true }, cancellationToken);

        result.Refs.ShouldAllBe(pushed => pushed.Status == PushedRefStatus.Created);
        result.WasSent.ShouldBeFalse();
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
        Directory.GetFiles(Path.Join(pair.Target, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Test]
    public async Task Each_refusal_that_git_makes_by_itself_is_made_before_anything_is_sent(CancellationToken cancellationToken)
    {
        RealGit.Run(pair.Target, "fetch", "-q", pair.Source, "side:refs/heads/behind", "main:refs/tags/v1");
        SourceRepository.Add(pair.Target, "elsewhere", 900, 1, isRoot: true);
        var before = SourceRepository.Refs(pair.Target);
        pair.Hook("pre-receive", "echo must not run >&2; exit 1");

        var result = await pair.PushAsync(PushPair.Specs("main:behind", "main:elsewhere", "v1"), cancellationToken);

        result.Refs.ToDictionary(pushed => pushed.Name.ToString(), pushed => (pushed.Status, pushed.Reason)).ShouldBe(new Dictionary<string, (PushedRefStatus, string?)>
        {
            ["refs/heads/behind"] = (PushedRefStatus.NonFastForward, "non-fast-forward"),
            ["refs/heads/elsewhere"] = (PushedRefStatus.FetchFirst, "fetch first"),
            ["refs/tags/v1"] = (PushedRefStatus.AlreadyExists, "already exists"),
        }, ignoreOrder: true);
        result.WasSent.ShouldBeFalse();
        SourceRepository.Refs(pair.Target).ShouldBe(before);
    }

    [Test]
    public async Task Force_moves_a_ref_to_anything([Values] bool bySpec, CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("side:main", "main:refs/tags/v1"), cancellationToken);

        var specs = PushPair.Specs(bySpec ? ["+main", "+v1"] : ["main", "v1"]);
        var result = await pair.PushAsync(specs with { Force = !bySpec }, cancellationToken);

        result.Refs.ShouldAllBe(pushed => pushed.Status == PushedRefStatus.Forced);
        pair.Ref("refs/heads/main").ShouldBe(pair.Id("main"));
        pair.Ref("refs/tags/v1").ShouldBe(pair.Id("v1"));
    }

    [Test]
    public async Task A_lease_forces_only_what_is_as_expected(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("side:main"), cancellationToken);
        var (side, main) = (ObjectId.Parse(pair.Id("side")), ObjectId.Parse(pair.Id("main")));

        (await LeaseAsync(new PushLease("main", main))).Reason.ShouldBe("stale info");
        (await LeaseAsync(new PushLease("main", ObjectId.Parse(Zero)))).Reason.ShouldBe("stale info");
        (await LeaseAsync(new PushLease("main"))).Reason.ShouldBe("stale info");
        pair.Ref("main").ShouldBe(pair.Id("side"));
        (await LeaseAsync(new PushLease("main", side))).Status.ShouldBe(PushedRefStatus.Forced);
        pair.Ref("main").ShouldBe(pair.Id("main"));

        async Task<PushedRef> LeaseAsync(PushLease lease) =>
            (await pair.PushAsync(PushPair.Specs("main") with { Leases = [lease] }, cancellationToken)).Refs.Single();
    }

    [Test]
    public async Task A_lease_without_a_value_expects_what_is_tracked_here(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("side:main"), cancellationToken);
        var push = PushPair.Specs("main") with { Leases = [new PushLease(null)], Tracking = [RefSpec.ParseFetch("+refs/heads/*:refs/remotes/target/*")] };

        RealGit.Run(pair.Source, "update-ref", "refs/remotes/target/main", "main");
        (await pair.PushAsync(push, cancellationToken)).Refs.Single().Status.ShouldBe(PushedRefStatus.Stale);
        RealGit.Run(pair.Source, "update-ref", "refs/remotes/target/main", "side");
        (await pair.PushAsync(push, cancellationToken)).Refs.Single().Status.ShouldBe(PushedRefStatus.Forced);
    }

    [Test]
    public async Task Refs_that_are_gone_here_are_pruned_there(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("refs/heads/*:refs/heads/*", "main:refs/tags/kept", "main:refs/heads/gone"), cancellationToken);

        var result = await pair.PushAsync(PushPair.Specs("refs/heads/*:refs/heads/*") with { Prune = true }, cancellationToken);

        result.Refs.Single(pushed => pushed.Status != PushedRefStatus.UpToDate).ShouldSatisfyAllConditions(
            pushed => pushed.Status.ShouldBe(PushedRefStatus.Deleted), pushed => pushed.Name.ToString().ShouldBe("refs/heads/gone"));
        pair.Ref("refs/tags/kept").ShouldNotBeNull();
    }

    [Test]
    public async Task Only_what_the_server_lacks_travels([Values] bool thin, CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main"), cancellationToken);
        foreach (var number in new[] { 500, 501, 502 })
            SourceRepository.Add(pair.Source, "main", number, 1);
        RealGit.Run(pair.Source, "gc", "-q");
        using var repository = FileRepository.Open(pair.Source);

        var result = await pair.PushAsync(repository, PushPair.Specs("main") with { Thin = thin }, cancellationToken);

        result.ObjectCount.ShouldBe(9);
        pair.Ref("main").ShouldBe(pair.Id("main"));
    }

    [Test]
    public async Task A_pack_without_objects_goes_along_when_the_server_has_them_all(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main"), cancellationToken);

        var result = await pair.PushAsync(PushPair.Specs("main:again"), cancellationToken);

        result.ObjectCount.ShouldBe(0);
        pair.Ref("again").ShouldBe(pair.Id("main"));
    }

    [Test]
    public async Task Objects_of_a_repository_that_the_server_borrows_from_do_not_travel(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Join(pair.Target, "objects", "info", "alternates"), Path.Join(pair.Source, "objects") + "\n", cancellationToken);

        (await pair.PushAsync(PushPair.Specs("main"), cancellationToken)).ObjectCount.ShouldBe(0);
    }

    [Test]
    public async Task A_repository_in_memory_is_pushed(CancellationToken cancellationToken)
    {
        using var memory = new MemoryRepository();
        var id = await memory.CommitAsync("refs/heads/main", "one", [("a/b", "text\n")], cancellationToken: cancellationToken);
        await memory.TagAsync("v1", id, "a tag", cancellationToken: cancellationToken);

        var result = await pair.PushAsync(memory, PushPair.Specs("HEAD", "v1"), cancellationToken);

        result.Succeeded.ShouldBeTrue();
        RealGit.Run(pair.Target, "show", "v1:a/b").ShouldBe("text");
    }

    [Test]
    public async Task Objects_are_named_by_sha256_if_the_repositories_say_so(CancellationToken cancellationToken)
    {
        using var other = new PushPair("sha256");

        await other.PushAsync(PushPair.Specs("+refs/*:refs/*"), cancellationToken);
        await other.PushAsync(PushPair.Specs("main:new", ":side"), cancellationToken);

        other.Ref("new").ShouldBe(other.Id("main"));
        Should.Throw<PolicyException>(() => other.PushAsync(pair.Repository, PushPair.Specs("main"), cancellationToken)).Message.ShouldContain("sha256");
    }

    [Test]
    public async Task A_shallow_repository_is_pushed_to_a_server_that_has_the_rest_and_refused_by_one_that_has_not(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main"), cancellationToken);
        RealGit.Run(pair.At(), "clone", "-q", "--bare", "--depth=2", "--branch=main", "file://" + pair.Source, pair.At("shallow.git"));
        SourceRepository.Add(pair.At("shallow.git"), "main", 700, 1);
        using var shallow = FileRepository.Open(pair.At("shallow.git"));

        (await pair.PushAsync(shallow, PushPair.Specs("main"), cancellationToken)).Refs.Single().Status.ShouldBe(PushedRefStatus.FastForward);

        using var empty = new PushPair();
        var refused = (await empty.PushAsync(shallow, PushPair.Specs("main"), cancellationToken)).Refs.Single();
        refused.Status.ShouldBe(PushedRefStatus.RemoteRejected);
        refused.Reason.ShouldBe("shallow update not allowed");
        SourceRepository.Refs(empty.Target).ShouldBeEmpty();
    }

    [Test]
    public async Task An_object_that_is_missing_here_is_found_out_before_anything_is_sent(CancellationToken cancellationToken)
    {
        using var memory = new MemoryRepository();
        var tree = memory.Objects.Write(ObjectType.Tree, (byte[])[.. "100644 a\0"u8, .. new byte[19], 1]);
        var signature = new CommitOptions().Author;
        var commit = memory.Objects.WriteCommit(tree, [], signature, signature, "broken");
        await memory.Refs.SetAsync(RefName.Parse("refs/heads/main"), commit, cancellationToken);

        Should.Throw<ObjectRefusedException>(() => pair.PushAsync(memory, PushPair.Specs("main"), cancellationToken));

        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    public async Task A_session_serves_one_push(CancellationToken cancellationToken)
    {
        await using var session = await GitClient.ConnectPushAsync(pair.Target, new GitClientOptions { ReceivePack = PushPair.Git }, cancellationToken);
        await session.PushAsync(pair.Repository, PushPair.Specs("main"), cancellationToken);

        Should.Throw<InvalidOperationException>(() => session.PushAsync(pair.Repository, PushPair.Specs("main:x"), cancellationToken).AsTask()).Message.ShouldContain("connect again");
    }

    private async Task<PushedRef> PushAsync(string spec, CancellationToken cancellationToken) =>
        (await pair.PushAsync(PushPair.Specs(spec), cancellationToken)).Refs.Single();
}
