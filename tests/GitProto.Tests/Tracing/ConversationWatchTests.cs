using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Protocol.Tests.Recordings;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Tests;

/// <summary>What is said of whole connections: those of real git that were recorded, and some that are wrong.</summary>
public sealed class ConversationWatchTests
{
    private static readonly string Call = ScriptedClient.Hello(0);

    // In these a side does what the spec does not let it do, and the other forgives it or refuses it later: RecordedSessionTests says why.
    private static readonly string[] Apart = ["archive/bad-argument-git", "v2/object-info-bad-git", "v2/unborn-allowed-git"];

    private static IEnumerable<TestCaseData> Recorded() =>
        from session in RecordedSessions.All()
        where session is { IsStateless: false, Transport: "git" or "stdio", Outcome: RecordedOutcome.Ok or RecordedOutcome.Error } && !Apart.Contains(session.Name)
        select new TestCaseData(session).SetArgDisplayNames(session.Name);

    [TestCaseSource(nameof(Recorded))]
    public async Task A_recorded_connection_is_what_it_was(RecordedSession session)
    {
        var kind = session.Transport == "git" ? null : new ConversationKind(Service(session));

        var report = await new ConversationWatch(Pipe(session.SentBy(RecordedSide.Client)), Pipe(session.SentBy(RecordedSide.Server)), kind).RunAsync();

        report.End.ShouldBe(session.Outcome == RecordedOutcome.Ok ? ConversationEnd.Complete : ConversationEnd.Refused, report.Problem);
        report.IsLegal.ShouldBeTrue();
        report.Service.ShouldBe(Service(session));
        if (session is { Outcome: RecordedOutcome.Ok, Service: not "upload-archive" })
            report.Protocol.ShouldBe(session.Protocol);
    }

    [TestCase("zzzz", ConversationEnd.Violation)]
    [TestCase("0009NAK", ConversationEnd.Cut)]
    public async Task A_server_whose_first_packet_is_wrong_is_named(string said, ConversationEnd end)
    {
        var report = await new ConversationWatch(Pipe(Wire.Bytes(Call)), Pipe(Wire.Bytes(said))).RunAsync();

        (report.End, report.By, report.Offset).ShouldBe((end, Role.Server, 0L));
        report.IsLegal.ShouldBeFalse();
    }

    [Test]
    public async Task A_client_that_leaves_after_an_error_was_refused()
    {
        var (tip, other) = (new string('1', 40), new string('2', 40));
        var asked = Wire.Lines($"want {other}\n", "0000", $"have {tip}\n", "0000");
        var said = Wire.Lines($"{tip} refs/heads/main\0multi_ack_detailed side-band-64k\n", "0000", $"ERR upload-pack: not our ref {other}");

        var report = await new ConversationWatch(Pipe([.. Wire.Bytes(Call), .. asked]), Pipe(said)).RunAsync();

        (report.End, report.By).ShouldBe((ConversationEnd.Refused, Role.Server), report.Problem);
    }

    [Test]
    public async Task A_client_that_goes_on_where_it_may_on_other_transports_alone_is_not_at_fault_for_what_the_server_said()
    {
        var tip = new string('1', 40);
        var asked = Wire.Lines($"want {tip} side-band-64k\n", "deepen 1\n", "0000", "done\n");
        var said = Wire.Lines($"{tip} refs/heads/main\0shallow side-band-64k\n", "0000", "zzz ?");

        var report = await new ConversationWatch(Pipe([.. Wire.Bytes(Call), .. asked]), Pipe(said)).RunAsync();

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Server), report.Problem);
    }

    [TestCase(Role.Client)]
    [TestCase(Role.Server)]
    public async Task Where_both_say_what_may_not_come_the_one_that_is_read_first_is_at_fault(Role first)
    {
        var tip = new string('1', 40);
        var asked = Wire.Lines($"want {tip} side-band-64k\n", "0000", "zzz ?");
        var said = Wire.Lines($"{tip} refs/heads/main\0side-band-64k\n", "0000", "zzz ?");

        var report = await new ConversationWatch(Pipe([.. Wire.Bytes(Call), .. asked]), Pipe(said)) { First = first }.RunAsync();

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, first), report.Problem);
    }

    private static GitService Service(RecordedSession session) => session.Service switch
    {
        "receive-pack" => GitService.ReceivePack,
        "upload-archive" => GitService.UploadArchive,
        _ => GitService.UploadPack,
    };

    private static PipeReader Pipe(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));
}
