using GitProto.Client;

namespace GitProto.Tests;

/// <summary>What hooks and configuration of <c>git receive-pack</c> make of a push.</summary>
[CancelAfter(300_000)]
public sealed class PushHookTests : IDisposable
{
    private PushPair pair = null!;

    [SetUp]
    public void Make() => pair = new PushPair();

    [TearDown]
    public void Dispose() => pair.Dispose();

    [Test]
    public async Task A_hook_that_refuses_all_is_heard_and_nothing_changes(CancellationToken cancellationToken)
    {
        pair.Hook("pre-receive", "printf 'no: \\033[31mnot today\\n' >&2; exit 1");
        var lines = new List<string>();

        var result = await pair.PushAsync(PushPair.Specs("main", "side"), cancellationToken, new GitClientOptions { RemoteText = line => lines.Add(line.Text) });

        result.Succeeded.ShouldBeFalse();
        result.UnpackError.ShouldBeNull();
        result.Refs.ShouldAllBe(pushed => pushed.Status == PushedRefStatus.RemoteRejected && pushed.Reason == "pre-receive hook declined");
        lines.ShouldContain("no: ^[[31mnot today");
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    public async Task A_hook_that_refuses_one_ref_leaves_the_others([Values] bool atomic, CancellationToken cancellationToken)
    {
        pair.Hook("update", "test \"$1\" != refs/heads/side");

        var result = await pair.PushAsync(PushPair.Specs("main", "side") with { Atomic = atomic }, cancellationToken);

        var (main, side) = (result.Refs[0], result.Refs[1]);
        side.Status.ShouldBe(PushedRefStatus.RemoteRejected);
        side.Reason.ShouldBe("hook declined");
        main.Status.ShouldBe(atomic ? PushedRefStatus.RemoteRejected : PushedRefStatus.Created);
        main.Reason.ShouldBe(atomic ? "atomic push failure" : null);
        SourceRepository.Refs(pair.Target).ShouldBe(atomic ? "" : $"{pair.Id("main")} refs/heads/main");
    }

    [Test]
    public async Task A_ref_refused_here_stops_an_atomic_push_before_it_begins(CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main:refs/tags/v1"), cancellationToken);

        var result = await pair.PushAsync(PushPair.Specs("main", "v1") with { Atomic = true }, cancellationToken);

        result.Refs[0].Status.ShouldBe(PushedRefStatus.Aborted);
        result.Refs[0].Reason.ShouldBe("atomic push failed");
        result.Refs[1].Status.ShouldBe(PushedRefStatus.AlreadyExists);
        result.WasSent.ShouldBeFalse();
        pair.Ref("main").ShouldBeNull();
    }

    [Test]
    public async Task What_a_hook_says_after_the_update_is_heard(CancellationToken cancellationToken)
    {
        pair.Hook("post-receive", "sleep 0.2; cat; echo done > ran");
        var lines = new List<string>();

        var result = await pair.PushAsync(PushPair.Specs("main"), cancellationToken, new GitClientOptions { RemoteText = line => lines.Add(line.Text) });

        result.Succeeded.ShouldBeTrue();
        lines.ShouldContain($"{new string('0', 40)} {pair.Id("main")} refs/heads/main");
        File.Exists(Path.Join(pair.Target, "ran")).ShouldBeTrue();
    }

    [TestCase("receive.denyNonFastForwards", "true", "+side:main", "non-fast-forward")]
    [TestCase("receive.denyDeletes", "true", ":main", "deletion prohibited")]
    [TestCase("receive.denyDeleteCurrent", "refuse", ":main", "deletion of the current branch prohibited")]
    [TestCase("receive.hideRefs", "refs/heads/secret", "main:refs/heads/secret", "deny updating a hidden ref")]
    public async Task A_server_that_forbids_it_says_why(string name, string value, string spec, string reason, CancellationToken cancellationToken)
    {
        await pair.PushAsync(PushPair.Specs("main"), cancellationToken);
        pair.Config(name, value);

        var result = await pair.PushAsync(PushPair.Specs(spec, "main:fine"), cancellationToken);

        result.Refs.Single(pushed => !pushed.Succeeded).Reason.ShouldBe(reason);
        pair.Ref("main").ShouldBe(pair.Id("main"));
        pair.Ref("fine").ShouldBe(pair.Id("main"));
    }

    [Test]
    public async Task The_branch_of_a_work_tree_is_refused(CancellationToken cancellationToken)
    {
        RealGit.Run(pair.At(), "clone", "-q", pair.Source, pair.At("work"));
        SourceRepository.Add(pair.Source, "main", 800, 1);
        var options = new GitClientOptions { ReceivePack = PushPair.Git };

        var result = await GitClient.PushAsync(pair.At("work"), pair.Repository, PushPair.Specs("main"), options, cancellationToken);

        result.Refs.Single().Reason.ShouldBe("branch is currently checked out");
    }

    [Test]
    public async Task Options_reach_the_hooks_byte_for_byte_and_in_order(CancellationToken cancellationToken)
    {
        pair.Config("receive.advertisePushOptions", "true");
        pair.Hook("pre-receive", "printf '%s|%s|%s|%s' \"$GIT_PUSH_OPTION_COUNT\" \"$GIT_PUSH_OPTION_0\" \"$GIT_PUSH_OPTION_1\" \"$GIT_PUSH_OPTION_2\" > options");

        await pair.PushAsync(PushPair.Specs("main") with { ServerOptions = ["ci.skip", "a=b;c, \"d\" \u00e9", ""] }, cancellationToken);

        (await File.ReadAllTextAsync(Path.Join(pair.Target, "options"), cancellationToken)).ShouldBe("3|ci.skip|a=b;c, \"d\" \u00e9|");
        await pair.PushAsync(PushPair.Specs(":side") with { RefSpecs = PushPair.Specs("main:other").RefSpecs, ServerOptions = ["x"] }, cancellationToken);
        await pair.PushAsync(PushPair.Specs(":other") with { ServerOptions = ["only", "a", "delete"] }, cancellationToken);
        (await File.ReadAllTextAsync(Path.Join(pair.Target, "options"), cancellationToken)).ShouldBe("3|only|a|delete");
        pair.Ref("other").ShouldBeNull();
    }

    [Test]
    public async Task What_a_server_does_not_offer_is_named_and_nothing_is_sent(CancellationToken cancellationToken)
    {
        pair.Config("receive.advertiseAtomic", "false");

        var atomic = await Should.ThrowAsync<CapabilityNotAdvertisedException>(() => pair.PushAsync(PushPair.Specs("main") with { Atomic = true }, cancellationToken));
        var options = await Should.ThrowAsync<CapabilityNotAdvertisedException>(() => pair.PushAsync(PushPair.Specs("main") with { ServerOptions = ["x"] }, cancellationToken));

        atomic.Capability.ShouldBe("atomic");
        options.Capability.ShouldBe("push-options");
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    public async Task A_pack_larger_than_allowed_is_refused_in_the_words_of_the_server(CancellationToken cancellationToken)
    {
        pair.Config("receive.maxInputSize", "100");

        var result = await pair.PushAsync(PushPair.Specs("main"), cancellationToken);

        result.UnpackError.ShouldNotBeNull().ShouldContain("abnormal exit");
        result.Refs.Single().Reason.ShouldBe("unpacker error");
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task N12_A_server_that_refuses_in_the_middle_of_a_pack_is_heard_and_both_sides_end(CancellationToken cancellationToken)
    {
        pair.Config("receive.maxInputSize", "1000");
        using var place = new TestDirectory();
        using var repository = Storage.FileRepository.Open(SourceRepository.MakeSynthetic(place, "big.git"));

        var result = await pair.PushAsync(repository, PushPair.Specs("main"), cancellationToken);

        result.UnpackError.ShouldNotBeNull().ShouldContain("abnormal exit");
        result.Refs.Single().Reason.ShouldBe("unpacker error");
        SourceRepository.Refs(pair.Target).ShouldBeEmpty();
    }

    [Test]
    public async Task A_hook_that_takes_over_says_what_it_made_of_a_ref(CancellationToken cancellationToken)
    {
        pair.Config("receive.procReceiveRefs", "refs/for");
        pair.Hook("proc-receive", ProcReceive);

        var result = await pair.PushAsync(PushPair.Specs("main:refs/for/main/topic"), cancellationToken);

        var pushed = result.Refs.Single();
        pushed.Status.ShouldBe(PushedRefStatus.Created);
        pushed.Rewritten.Select(one => (one.Name!.Value.ToString(), one.Forced)).ShouldBe([("refs/changes/1", true), ("refs/changes/2", false)]);
        pushed.Rewritten[0].New.ToString().ShouldBe(pair.Id("main"));
    }

    /// <summary>Speaks git's packets to receive-pack: a greeting, then two refs for the one that came.</summary>
    private const string ProcReceive = """
        exec perl -e '
        binmode STDIN; binmode STDOUT; $| = 1;
        sub get { my @l; while (read(STDIN, my $h, 4) == 4) { my $n = hex $h; last if !$n; read(STDIN, my $t, $n - 4); push @l, $t; } @l }
        sub put { printf "%04x%s", length($_) + 4, $_ for @_; print "0000"; }
        get(); put("version=1\n");
        my @commands = get();
        my ($old, $new, $ref) = split / /, $commands[0]; chomp $ref;
        put("ok $ref\n", "option refname refs/changes/1\n", "option old-oid $new\n", "option new-oid $new\n", "option forced-update\n",
            "ok $ref\n", "option refname refs/changes/2\n");
        '
        """;
}
