using GitProto.Server;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>Names and ids that a push may not bring, and what becomes of those that look odd and are legal.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostilePushNameTests : IDisposable
{
    private static readonly string[] Climbing = ["refs/heads/../../config", "refs/../config", "../../etc/passwd", "/etc/passwd", "refs/heads/../main", "refs/./heads/x", "refs/heads/.."];

    private static readonly string[] Foreign =
        ["config", "index", "objects", "hooks/x", "FETCH_HEAD", "HEAD", "refs", "refs/", "packed-refs", "shallow", "worktrees/x/HEAD", "main-worktree/refs/x", "logs/HEAD", "ORIG_HEAD", "MERGE_HEAD"];

    private static readonly string[] Malformed =
    [
        "refs/heads/.x", "refs/heads/x.", "refs/heads/x..y", "refs/heads/x.lock", "refs/heads/x.lock/y", "refs/heads/x//y", "refs/heads/x/", "refs/heads/x@{y", "refs/heads/x\\y", "refs/heads/x~",
        "refs/heads/x^", "refs/heads/x:", "refs/heads/x?", "refs/heads/x[", "refs/heads/x*", "refs/heads/x y", "refs/heads/\u007f", "refs//heads/x", "refs/x", "@",
    ];

    private static readonly string[] Disguised = ["refs/heads/.. /x", "refs/heads/.../x", "refs/heads/..::$INDEX_ALLOCATION", "refs/heads/\u00e2\u0080\u008c../x", "refs/heads/.\u00e2\u0080\u008c./x"];

    private PushScript script = null!;

    [SetUp]
    public async Task Make() => script = await MakeAsync();

    [TearDown]
    public void Dispose() => script.Dispose();

    [TestCaseSource(nameof(Climbing))]
    public Task R01_A_pushed_name_that_climbs_is_refused_and_nothing_is_written(string name) => RefusesAsync(name);

    [TestCaseSource(nameof(Foreign))]
    public Task R02_A_pushed_name_of_a_file_of_the_repository_is_refused(string name) => RefusesAsync(name);

    [TestCaseSource(nameof(Malformed))]
    public Task R03_A_pushed_name_that_git_refuses_is_refused(string name) => RefusesAsync(name);

    [TestCaseSource(nameof(Disguised))]
    public Task R04_Two_dots_in_disguise_are_refused_in_a_push(string name) => RefusesAsync(name);

    [Test]
    public async Task R03_A_control_byte_in_a_pushed_name_is_refused([Range(1, 31)] int code) => await RefusesAsync($"refs/heads/x{(char)code}y");

    [TestCase("../../../../../../../../../../../../xxxxx")]
    [TestCase("0123456789/0123456789/0123456789/0123456")]
    [TestCase("0123456789%2f0123456789%2f0123456789%2f01")]
    [TestCase("0123456789\n0123456789\n0123456789\n0123456")]
    [TestCase("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCG")]
    [TestCase("version https://git-lfs.github.com/spec/")]
    public async Task R14_An_id_that_is_none_is_refused_as_command_and_as_edge(string id)
    {
        string[] sent =
        [
            Commands("report-status", (Zero, id, "refs/heads/x")),
            Commands("report-status", (id, script.First, "refs/heads/x")),
            Pkt($"shallow {id}\n") + Commands("report-status", (Zero, script.First, "refs/heads/x")),
        ];
        foreach (var text in sent)
            (await script.FailAsync(text + script.PackOf())).Error.ShouldBeAssignableTo<GitProtoException>();
    }

    [Test]
    public async Task W12_A_control_byte_in_a_push_option_reaches_the_hook_as_it_is_or_is_refused([Range(0, 31)] int code)
    {
        var hook = new RecordingHook();
        script.Rules = new ReceivePackRules { PushOptions = true, Hooks = [hook] };
        var push = Commands("report-status push-options", (script.First, script.Second, Main)) + Pkt($"a{(char)code}b") + Pkt("c") + "0000" + script.Pack(script.Second, script.First);

        if (code is 0 or '\n')
        {
            (await script.FailAsync(push)).Error.ShouldBeAssignableTo<GitProtoException>();
            hook.Options.ShouldBeEmpty();
            return;
        }
        (await script.PushAsync(push)).Said.ShouldBe(Report("ok refs/heads/main"));
        hook.Options.ShouldBe([$"a{(char)code}b", "c"]);
    }

    [Test]
    public async Task W21_Names_that_differ_in_one_broken_byte_are_two_refs_in_a_push()
    {
        (await script.PushAsync(Commands("report-status", (Zero, script.First, "refs/heads/\u00ff"), (Zero, script.First, "refs/heads/\u00fe")) + script.PackOf())).Said
            .ShouldBe(Report("ok refs/heads/\u00ff", "ok refs/heads/\u00fe"));

        script.Served.Refs.List("refs/heads/").Select(found => found.Name.Bytes.Span[^1]).ShouldBe([(byte)'n', (byte)0xFE, (byte)0xFF]);
    }

    [TestCase("\u001b]0;title\u0007")]
    [TestCase("\u009b31m")]
    [TestCase("\u00e2\u0080\u00ae")]
    public async Task M04_A_name_that_would_speak_to_a_terminal_is_shown_escaped_in_what_a_hook_and_the_error_say(string evil)
    {
        script.Rules = new ReceivePackRules { MaxCommandBytes = 200 };

        var (_, error) = await script.FailAsync(Commands("report-status", Enumerable.Range(0, 5).Select(number => ((object)Zero, (object)script.First, $"refs/heads/{number}{evil}"))));

        HostileRow.CheckText(error.ShouldBeAssignableTo<GitProtoException>()!);
    }

    /// <summary>What breaks the line as well as the name ends the push; the rest is answered for each ref, as git does.</summary>
    private async Task RefusesAsync(string name)
    {
        var (said, error) = await script.FailAsync(Commands("report-status", (Zero, script.First, name)) + script.PackOf());

        if (name.Any(character => character is <= ' ' or '\u007f'))
            error.ShouldBeAssignableTo<MalformedMessageException>()!.Element.ShouldBe("push-request.create");
        else
            said.ShouldBe(Report($"ng {name} funny refname"));
    }
}
