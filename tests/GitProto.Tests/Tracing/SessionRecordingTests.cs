using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Protocol.Tests.Recordings;
using GitProto.Tracing;

namespace GitProto.Tests;

/// <summary>Recordings are read, and come out as what they are; broken ones are told with their place.</summary>
public sealed class SessionRecordingTests
{
    // Where the spec says something else than what was recorded as the outcome: RecordedSessionTests says why of most.
    private static readonly Dictionary<string, ConversationEnd> Apart = new()
    {
        ["archive/bad-argument-git"] = ConversationEnd.Violation,
        ["v2/unborn-allowed-git"] = ConversationEnd.Violation,
        ["v2/object-info-bad-git"] = ConversationEnd.Complete,
        // The status of HTTP refuses.
        ["errors/no-repository-http"] = ConversationEnd.Refused,
        ["connect/unknown-service"] = ConversationEnd.Violation,
        ["errors/no-repository-stdio"] = ConversationEnd.Complete,
        // Who was wronged hangs up on what no grammar can say.
        ["errors/empty-packet-v2-git"] = ConversationEnd.Cut,
        ["errors/two-commands-v2-git"] = ConversationEnd.Cut,
        ["errors/unknown-capability-v2-git"] = ConversationEnd.Cut,
        ["proc-receive/other-version-hook"] = ConversationEnd.Cut,
        // The content of a pack is no matter of packets.
        ["push/broken-pack-v0-git"] = ConversationEnd.Complete,
        ["push/half-pack-v0-git"] = ConversationEnd.Complete,
    };

    private static IEnumerable<TestCaseData> Recorded() => RecordedSessions.All().Select(session => new TestCaseData(session).SetArgDisplayNames(session.Name));

    [TestCaseSource(nameof(Recorded)), CancelAfter(30_000)]
    public async Task A_recording_comes_out_as_what_it_is(RecordedSession session, CancellationToken cancellationToken)
    {
        var recording = SessionRecording.Read(File.ReadAllBytes(PathOf(session.Name)));

        var report = await recording.WatchAsync(cancellationToken: cancellationToken);

        var expected = session.Outcome switch
        {
            RecordedOutcome.Ok => ConversationEnd.Complete,
            RecordedOutcome.Error => ConversationEnd.Refused,
            RecordedOutcome.Cut => ConversationEnd.Cut,
            _ => ConversationEnd.Violation,
        };
        report.End.ShouldBe(Apart.GetValueOrDefault(session.Name, expected), report.Problem);
    }

    [Test]
    public async Task A_word_that_is_wrong_is_named_with_the_packet_it_is_in()
    {
        var file = File.ReadAllBytes(PathOf("clone/plain-v2-git"));
        file.AsSpan(file.AsSpan().IndexOf("ref-prefix"u8), 3).Fill((byte)'x');
        var recording = SessionRecording.Read(file);

        var report = await recording.WatchAsync();

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Client));
        report.Offset.ShouldBe(recording.Sent(Role.Client).Span.IndexOf("xxx-prefix"u8) - 4);
    }

    [Test]
    public async Task A_packet_that_is_missing_is_missed_where_the_next_one_is()
    {
        var recording = SessionRecording.Read(File.ReadAllBytes(PathOf("clone/plain-v0-git")));
        var (client, server) = (recording.Sent(Role.Client).ToArray(), recording.Sent(Role.Server).ToArray());
        var flush = server.AsSpan().IndexOf("00000008NAK"u8);

        var report = await new ConversationWatch(Pipe(client), Pipe([.. server[..flush], .. server[(flush + 4)..]])).RunAsync();

        (report.End, report.By, report.Offset).ShouldBe((ConversationEnd.Violation, Role.Server, flush), report.Problem);
    }

    [Test]
    public async Task A_stream_that_is_cut_is_named_with_the_packet_it_is_cut_in()
    {
        var recording = SessionRecording.Read(File.ReadAllBytes(PathOf("clone/plain-v2-git")));
        var server = recording.Sent(Role.Server).ToArray();
        var packfile = server.AsSpan().IndexOf("packfile"u8);

        var report = await new ConversationWatch(Pipe(recording.Sent(Role.Client).ToArray()), Pipe(server[..(packfile + 3)])).RunAsync();

        (report.End, report.By, report.Offset).ShouldBe((ConversationEnd.Cut, Role.Server, packfile - 4), report.Problem);
    }

    [TestCase("session\n", 1, 0)]
    [TestCase("gitproto-session 1\ntransport: smoke\n\n", 3, 36)]
    [TestCase("gitproto-session 1\ntransport: git\n\nX 4\n0000\n", 4, 35)]
    [TestCase("gitproto-session 1\ntransport: git\n\nC 400000000000\n0000\n", 4, 35)]
    [TestCase("gitproto-session 1\ntransport: git\n\nC 5\n0000\n", 4, 35)]
    [TestCase("gitproto-session 1\ntransport: git\n\nturn GET /\n", 4, 35)]
    [TestCase("gitproto-session 1\ntransport: http\n\nC 4\n0000\n", 4, 36)]
    [TestCase("gitproto-session 1\ntransport: stdio\n\n", 3, 36)]
    [TestCase("gitproto-session 1\ntransport: git", 2, 19)]
    public void What_is_no_recording_is_told_with_its_line(string file, int line, int offset)
    {
        var error = Should.Throw<TraceFormatException>(() => SessionRecording.Read(Wire.Bytes(file)));
        (error.Line, error.Offset).ShouldBe((line, offset), error.Message);
    }

    private static PipeReader Pipe(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));

    internal static string PathOf(string name) => Path.Join(RecordedSessions.Folder, name + ".session");
}
