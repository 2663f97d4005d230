using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Tests;

/// <summary>A recorded session is watched and recorded again while it passes, a few bytes at a time.</summary>
[CancelAfter(60_000)]
public sealed class WatchedConversationTests
{
    [TestCase("clone/plain-v0-git")]
    [TestCase("clone/plain-v2-git")]
    [TestCase("push/create-v0-git")]
    public async Task It_comes_out_as_what_it_is(string name, CancellationToken limit)
    {
        var session = SessionRecording.Read(File.ReadAllBytes(SessionRecordingTests.PathOf(name)));
        var output = new MemoryStream();
        await using var watch = new WatchedConversation(limits: new WatchLimits { Memory = 64 });
        await using (var record = new RecordedConversation(SessionWriter.Begin(output, name, isHttp: false)))
        {
            foreach (var (sender, bytes) in Pieces(session))
            {
                await watch.PassAsync(sender, bytes, limit);
                await record.PassAsync(sender, bytes, limit);
            }
            foreach (var side in new[] { Role.Client, Role.Server })
            {
                await watch.EndAsync(side);
                await record.EndAsync(side);
            }
        }

        var report = await watch.ReportAsync();

        (report!.End, report.Difference).ShouldBe((ConversationEnd.Complete, null), report.Problem);
        report.Lines.ShouldBePositive();
        var again = SessionRecording.Read(output.ToArray());
        foreach (var side in new[] { Role.Client, Role.Server })
            again.Sent(side).ToArray().ShouldBe(session.Sent(side).ToArray());
    }

    private static IEnumerable<(Role Sender, ReadOnlyMemory<byte> Bytes)> Pieces(SessionRecording session)
    {
        var sides = new[] { Role.Client, Role.Server };
        for (var at = 0; sides.Any(side => session.Sent(side).Length > at); at += 7)
        {
            foreach (var side in sides.Where(side => session.Sent(side).Length > at))
                yield return (side, session.Sent(side)[at..Math.Min(at + 7, session.Sent(side).Length)]);
        }
    }

    [Test]
    public async Task The_watch_is_given_up_where_too_much_would_wait_and_nobody_waits_for_it(CancellationToken limit)
    {
        await using var watch = new WatchedConversation(limits: new WatchLimits { Memory = 10, Disk = 100 });

        // The client begins, and does not come, so nothing of the server is read.
        for (var i = 0; i < 20; i++)
            await watch.PassAsync(Role.Server, new byte[50], limit);

        (await watch.ReportAsync()).ShouldBeNull();
    }

    [Test]
    public async Task A_recording_ends_where_it_may_not_grow(CancellationToken limit)
    {
        var output = new MemoryStream();
        var record = new RecordedConversation(SessionWriter.Begin(output, "short", isHttp: false, most: 10));
        await record.PassAsync(Role.Client, "0123456"u8.ToArray(), limit);
        await record.PassAsync(Role.Server, "0123456"u8.ToArray(), limit);
        await record.PassAsync(Role.Client, "0123456"u8.ToArray(), limit);
        await record.EndAsync(Role.Client);
        await record.DisposeAsync();

        record.Problem.ShouldNotBeNull().ShouldContain("longer than it may be");
        var again = SessionRecording.Read(output.ToArray());
        again.Sent(Role.Client).Length.ShouldBe(7);
        again.Sent(Role.Server).Length.ShouldBe(3);
    }
}
