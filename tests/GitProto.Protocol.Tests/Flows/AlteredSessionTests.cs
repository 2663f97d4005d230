using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>A recorded session that is altered is noticed: what the tables let pass is not just anything.</summary>
public sealed class AlteredSessionTests
{
    /// <summary>The smallest sound session of each transport, service and version.</summary>
    private static IEnumerable<TestCaseData> Kinds => RecordedSessions.All()
        .Where(session => session.Outcome == RecordedOutcome.Ok)
        .GroupBy(session => (session.Transport, session.Service, session.Protocol))
        .Select(group => group.MinBy(session => session.Events.OfType<RecordedEvent.Data>().Sum(data => data.Bytes.Length))!)
        .Select(session => new TestCaseData(session).SetArgDisplayNames(session.Name));

    [TestCaseSource(nameof(Kinds))]
    public async Task A_flush_that_becomes_a_delim_is_noticed(RecordedSession recorded)
    {
        var flushes = Mutation.Of(recorded).Where(packet => packet.IsFlush).ToList();
        flushes.ShouldNotBeEmpty();
        foreach (var flush in flushes)
            (await FailsAsync(flush.With(0, "0001"u8))).ShouldBeTrue($"the flush at {flush.Offset} of event {flush.Event}");
    }

    [Test]
    public async Task Nearly_every_line_with_another_first_letter_is_noticed()
    {
        var (all, noticed) = (0, 0);
        foreach (var recorded in Kinds.Select(one => (RecordedSession)one.Arguments[0]!))
        {
            foreach (var line in Mutation.Of(recorded).Where(packet => packet.Length > 5 && packet.Payload[0] is >= (byte)'a' and <= (byte)'z'))
            {
                all++;
                if (await FailsAsync(line.With(4, "!"u8)))
                    noticed++;
            }
        }
        // Words of capabilities, options and signatures may be anything.
        all.ShouldBeGreaterThan(50);
        TestContext.Out.WriteLine($"{noticed} of {all} noticed");
        (100 * noticed / all).ShouldBeGreaterThanOrEqualTo(70);
    }

    [Test]
    public async Task Another_id_shows_in_the_tree()
    {
        var recorded = RecordedSessions.Named("clone/plain-v2-git");
        var want = Mutation.Of(recorded).First(packet => packet.Payload.StartsWith("want "u8));
        var id = want.Payload.Slice(5, 40).ToArray();
        id[0] = id[0] == (byte)'0' ? (byte)'1' : (byte)'0';
        var altered = want.With(9, id);
        var watched = new WatchedSession(altered);
        await watched.RunAsync(default);
        var encoded = TreeEncoder.Encode(watched.Tree.Where(packet => packet.Sender == Role.Client), watched.Context);
        encoded.ShouldBe(altered.SentBy(RecordedSide.Client));
        encoded.ShouldNotBe(recorded.SentBy(RecordedSide.Client));
    }

    private static async Task<bool> FailsAsync(RecordedSession recorded)
    {
        try
        {
            await new WatchedSession(recorded).RunAsync(default);
            return false;
        }
        catch (Exception error) when (error is GitProtoException or IOException or ShouldAssertException)
        {
            return true;
        }
    }
}
