using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

[CancelAfter(240_000)]
public sealed class TypedHookTests : IDisposable
{
    private PushScript script = null!;

    [SetUp]
    public async Task Make() => script = await MakeAsync();

    [TearDown]
    public void Dispose() => script.Dispose();

    [Test]
    public async Task A_hook_refuses_one_ref_with_a_reason_the_user_sees()
    {
        var hook = Use(push => push.Commands.Single(command => command.Name.ToString() == Main).Refuse("main is frozen"));

        var (said, _) = await script.PushAsync(Two("report-status"));

        said.ShouldBe(Report("ng refs/heads/main main is frozen", "ok refs/heads/new"));
        hook.Updated.ShouldBe(["refs/heads/new"]);
        script.At(Main).ShouldBe(script.First);
    }

    [Test]
    public async Task Objects_that_came_are_seen_by_the_hook_and_by_nobody_else()
    {
        var seen = (Hook: false, Others: true);
        Use(push => seen = (push.Objects.TryRead(script.Second) is not null, push.Repository.Objects.Contains(script.Second)));

        await script.PushAsync(Two("report-status"));

        seen.ShouldBe((true, false));
    }

    [Test]
    public async Task A_hook_may_make_another_ref_of_one_and_the_client_is_told()
    {
        Use(push => push.Commands[0].Rewrite(RefName.Parse("refs/changes/1")));

        var (said, _) = await script.PushAsync(Commands("report-status-v2", (Zero, script.Second, "refs/for/main")) + script.Pack(script.Second, script.First));

        said.ShouldBe(Report("ok refs/for/main", "option refname refs/changes/1"));
        script.At("refs/changes/1").ShouldBe(script.Second);
        script.At("refs/for/main").ShouldBeNull();
    }

    [Test]
    public async Task What_a_hook_rewrote_names_the_old_value_and_a_forced_update()
    {
        await script.PushAsync(Two("report-status"));
        Use(push => push.Commands[0].Rewrite(RefName.Parse(Main)));

        var (said, _) = await script.PushAsync(Commands("report-status-v2", (Zero, script.First, "refs/for/main")) + script.PackOf());

        said.ShouldBe(Report("ok refs/for/main", "option refname refs/heads/main", $"option old-oid {script.Second}", "option forced-update"));
        script.At(Main).ShouldBe(script.First);
    }

    [Test]
    public async Task Who_does_not_know_of_rewriting_is_told_a_plain_ok()
    {
        Use(push => push.Commands[0].Rewrite(RefName.Parse("refs/changes/1")));

        (await script.PushAsync(Commands("report-status", (Zero, script.Second, "refs/for/main")) + script.Pack(script.Second, script.First))).Said.ShouldBe(Report("ok refs/for/main"));
    }

    [Test]
    public async Task What_a_hook_says_is_shown_before_the_report()
    {
        script.Rules = new ReceivePackRules { Hooks = [new RecordingHook((push, cancellation) => push.SayAsync("welcome", cancellation))] };

        (await script.PushAsync(Two("report-status side-band-64k"))).Said.ShouldStartWith(Pkt("\u0002welcome\n"));
    }

    [Test]
    public async Task A_hook_that_throws_has_refused_everything_and_the_host_hears_of_it()
    {
        Use(_ => throw new InvalidOperationException("a bug in the hook"));

        var (said, error) = await script.FailAsync(Two("report-status"));

        said.ShouldBe(Report("ng refs/heads/main pre-receive hook declined", "ng refs/heads/new pre-receive hook declined"));
        error.ShouldBeOfType<InvalidOperationException>().Message.ShouldBe("a bug in the hook");
    }

    [Test]
    [Category("hostile")]
    public async Task H21_Each_command_is_judged_by_itself_in_each_order_also_after_it_was_rewritten()
    {
        script.Rules = new ReceivePackRules
        {
            DenyNonFastForwards = true,
            Hooks = [new RecordingHook((push, _) =>
            {
                foreach (var command in push.Commands.Where(command => command.Name.ToString() == "refs/heads/forbidden"))
                    command.Refuse("not yours");
                foreach (var command in push.Commands.Where(command => command.Name.ToString() == "refs/for/secret"))
                    command.Rewrite(RefName.Parse("refs/secret/x"));
                return default;
            })],
        };
        script.Options = new GitServerOptions { Hides = name => name.StartsWith("refs/secret/"u8) };
        (object, object, string)[] commands = [(Zero, script.First, "refs/heads/forbidden"), (Zero, script.First, "refs/heads/a"), (Zero, script.First, "refs/for/secret")];
        var expected = new[] { "ng refs/heads/forbidden not yours", "ok refs/heads/a", "ng refs/for/secret deny updating a hidden ref" };
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 0, 2] })
        {
            (await script.PushAsync(Commands("report-status", order.Select(number => commands[number])) + script.PackOf())).Said.ShouldBe(Report(order.Select(number => expected[number])));
            await script.Served.Refs.ApplyOneAsync(RefUpdate.Delete(RefName.Parse("refs/heads/a")));
        }
        script.At("refs/secret/x").ShouldBeNull();
        script.At("refs/heads/forbidden").ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public async Task H23_A_typed_hook_that_hangs_is_ended_and_has_refused()
    {
        script.Rules = new ReceivePackRules
        {
            HookTimeout = TimeSpan.FromMilliseconds(200),
            Hooks = [new RecordingHook((_, _) => new ValueTask(new TaskCompletionSource().Task))],
        };

        var (said, error) = await script.FailAsync(Two("report-status"));

        said.ShouldBe(Report("ng refs/heads/main pre-receive hook declined", "ng refs/heads/new pre-receive hook declined"));
        error.ShouldBeOfType<TimeoutException>();
    }

    private RecordingHook Use(Action<Push> check)
    {
        var hook = new RecordingHook((push, _) =>
        {
            check(push);
            return default;
        });
        script.Rules = new ReceivePackRules { Hooks = [hook] };
        return hook;
    }

    private string Two(string capabilities) =>
        Commands(capabilities, (script.First, script.Second, Main), (Zero, script.Second, "refs/heads/new")) + script.Pack(script.Second, script.First);
}
