using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Protocol.Tests.Recordings;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Tests;

/// <summary>What is said of whole conversations over HTTP: those of real git that were recorded, and some that are wrong.</summary>
public sealed class HttpConversationWatchTests
{
    private static IEnumerable<TestCaseData> Recorded() =>
        from session in RecordedSessions.All()
        where session is { IsStateless: true, Transport: "http", Outcome: RecordedOutcome.Ok or RecordedOutcome.Error }
        select new TestCaseData(session).SetArgDisplayNames(session.Name);

    [TestCaseSource(nameof(Recorded))]
    public async Task A_recorded_conversation_over_HTTP_is_what_it_was(RecordedSession session)
    {
        var report = await new HttpConversationWatch(Exchanges(session)).RunAsync();

        report.End.ShouldBe(session.Outcome == RecordedOutcome.Ok ? ConversationEnd.Complete : ConversationEnd.Refused, report.Problem);
        if (session is { Outcome: RecordedOutcome.Ok, Service: not "upload-archive" })
            report.Protocol.ShouldBe(session.Protocol);
    }

    [Test]
    public async Task A_status_that_refuses_is_the_servers_word()
    {
        var report = await WatchAsync(exchange => exchange with { Status = 404 });

        (report.End, report.By).ShouldBe((ConversationEnd.Refused, Role.Server));
    }

    [Test]
    public async Task An_answer_of_another_media_type_breaks_a_rule()
    {
        var report = await WatchAsync(exchange => exchange with { AnswerType = "text/html" });

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Server));
        report.Problem!.ShouldContain("text/html");
    }

    [Test]
    public async Task An_answer_that_ends_too_early_is_cut_by_the_server()
    {
        var report = await WatchAsync(exchange => exchange with { AnswerBody = Pipe([]) });

        (report.End, report.By).ShouldBe((ConversationEnd.Cut, Role.Server));
    }

    [Test]
    public async Task A_request_that_ends_too_early_is_cut_by_the_client_whatever_the_status_says([Values(200, 500)] int status)
    {
        var asked = "001"u8.ToArray();
        var report = await WatchAsync(exchange => exchange with { RequestBody = Pipe(asked), AnswerBody = Pipe([]), Status = status });

        (report.End, report.By).ShouldBe((ConversationEnd.Cut, Role.Client));
    }

    [Test]
    public async Task A_body_that_is_not_in_the_encoding_that_its_head_says_breaks_a_rule()
    {
        var report = await WatchAsync(exchange => exchange with { Request = exchange.Request with { ContentEncoding = "gzip" } });

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Client));
    }

    [Test]
    public async Task An_answer_that_ends_within_a_packet_is_cut_by_the_server()
    {
        var report = await WatchAsync(exchange => exchange with { AnswerBody = Pipe([.. "00"u8]) });

        (report.End, report.By).ShouldBe((ConversationEnd.Cut, Role.Server));
    }

    [Test]
    public async Task A_request_that_no_client_of_Git_makes_breaks_a_rule()
    {
        var report = await WatchAsync(exchange => exchange with { Request = exchange.Request with { Method = "PUT" } });

        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Client));
    }

    [Test]
    public async Task Nothing_at_all_is_no_conversation()
    {
        var report = await new HttpConversationWatch(AsyncEnumerable.Empty<WatchedExchange>()).RunAsync();

        report.End.ShouldBe(ConversationEnd.Cut);
    }

    /// <summary>A session in which the last exchange is changed.</summary>
    private static Task<ConversationReport> WatchAsync(Func<WatchedExchange, WatchedExchange> change)
    {
        var session = RecordedSessions.All().First(one => one.Name == "http/v2-commands");
        return new HttpConversationWatch(ChangedAsync()).RunAsync();

        async IAsyncEnumerable<WatchedExchange> ChangedAsync()
        {
            var all = await Exchanges(session).ToListAsync();
            for (var i = 0; i < all.Count; i++)
                yield return i < all.Count - 1 ? all[i] : change(all[i]);
        }
    }

    private static async IAsyncEnumerable<WatchedExchange> Exchanges(RecordedSession session)
    {
        await Task.CompletedTask;
        RecordedEvent.Turn? turn = null;
        RecordedEvent.Answer? answer = null;
        List<byte> asked = [], answered = [];
        foreach (var one in session.Events.Append(new RecordedEvent.Turn("", "", [])))
        {
            switch (one)
            {
                case RecordedEvent.Turn next:
                    if (turn is not null)
                        yield return Exchange(turn, asked, answer!, answered);
                    (turn, answer, asked, answered) = (next, null, [], []);
                    break;
                case RecordedEvent.Answer said:
                    answer = said;
                    break;
                case RecordedEvent.Data data:
                    (data.From == RecordedSide.Client ? asked : answered).AddRange(data.Bytes.ToArray());
                    break;
            }
        }
    }

    private static WatchedExchange Exchange(RecordedEvent.Turn turn, List<byte> asked, RecordedEvent.Answer answer, List<byte> answered)
    {
        var target = turn.Target.Split('?', 2);
        // In a recording the encoding of a body is undone.
        var head = new SmartHttpHead(turn.Method, target[0], target.Length > 1 ? "?" + target[1] : "") { ContentType = Header(turn.Headers, "Content-Type") };
        return new WatchedExchange(head, Pipe([.. asked]), answer.Status, Header(answer.Headers, "Content-Type"), Pipe([.. answered]));
    }

    private static string? Header(IReadOnlyList<KeyValuePair<string, string>> headers, string name) =>
        headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    private static PipeReader Pipe(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));
}
