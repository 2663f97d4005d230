using System.Diagnostics;
using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Tests;

/// <summary>Every recorded session of upload-pack, over git:// and pipes, bent and cut at every packet.</summary>
[Category("hostile")]
[CancelAfter(600_000)]
public sealed class RecordedCutTests
{
    private static readonly ReplayedSession[] Sessions =
        [.. RecordedSessions.All()
            .Where(session => session is { Service: "upload-pack", IsStateless: false, Outcome: RecordedOutcome.Ok or RecordedOutcome.Error })
            .Select(session => new ReplayedSession(session))];

    private static IEnumerable<string> Groups() => Sessions.Select(session => session.Session.Name.Split('/')[0]).Distinct();

    [TestCaseSource(nameof(Groups))]
    public async Task W10_A_server_that_leaves_is_an_io_error_and_no_ref_is_written(string group)
    {
        foreach (var session in In(group))
        {
            var clones = (await session.CloneAsync(session.Said)).Error is null;
            var whole = clones ? null : await session.FetchPackAsync(session.Said);
            var over = false;
            foreach (var cut in ReplayedSession.Cuts(session.Said))
            {
                var error = await SoonAsync(session, cut, async () =>
                {
                    if (!clones)
                        return await session.FetchPackAsync(session.Said[..cut]);
                    var (error, repository) = await session.CloneAsync(session.Said[..cut]);
                    if (error is not null)
                        repository.Refs.List().ShouldBeEmpty();
                    return error;
                });

                // Once the client has all that it asked for, it does not care for what follows.
                (over && error is not null).ShouldBeFalse($"{session} cut at {cut}");
                over |= error is null;
                Check(session, cut, error, whole);
            }
        }
    }

    [TestCaseSource(nameof(Groups))]
    public async Task W10_A_client_that_leaves_ends_its_service_at_once(string group)
    {
        foreach (var session in In(group))
        {
            var repository = (await session.CloneAsync(session.Said)).Repository;
            var (said, whole) = await session.ServeAsync(repository, session.Sent);
            foreach (var cut in ReplayedSession.Cuts(session.Sent))
            {
                var error = await SoonAsync(session, cut, async () =>
                {
                    var (less, error) = await session.ServeAsync(repository, session.Sent[..cut]);
                    if (whole is null)
                        less.Length.ShouldBeLessThanOrEqualTo(said.Length, $"{session} cut at {cut}");
                    return error;
                });

                Check(session, cut, error, whole);
            }
        }
    }

    [TestCaseSource(nameof(Groups))]
    public async Task W02_An_empty_packet_in_place_of_any_other_is_refused_or_means_nothing(string group)
    {
        foreach (var session in In(group))
        {
            var served = (await session.CloneAsync(session.Said)).Repository;
            foreach (var (index, bent) in ReplayedSession.Emptied(session.Said))
            {
                var (error, repository) = await session.CloneAsync(bent).WaitAsync(Patience.OfARow);
                if (error is not null)
                    repository.Refs.List().ShouldBeEmpty();
                CheckKind(session, index, error);
                CheckKind(session, index, await session.FetchPackAsync(bent).WaitAsync(Patience.OfARow));
            }
            foreach (var (index, bent) in ReplayedSession.Emptied(session.Sent))
                CheckKind(session, index, (await session.ServeAsync(served, bent).WaitAsync(Patience.OfARow)).Error);
        }
    }

    [Test]
    public async Task W10_Most_recorded_sessions_are_played_to_their_end_by_either_side()
    {
        var (asClient, asServer) = (0, 0);
        foreach (var session in Sessions)
        {
            var (error, repository) = await session.CloneAsync(session.Said);
            asClient += error is null || await session.FetchPackAsync(session.Said) is null ? 1 : 0;
            asServer += (await session.ServeAsync(repository, session.Sent)).Error is null ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{Sessions.Length} sessions, {asClient} with our client, {asServer} with our server");
        asClient.ShouldBeGreaterThan(Sessions.Length / 2);
        asServer.ShouldBeGreaterThan(Sessions.Length / 3);
    }

    private static IEnumerable<ReplayedSession> In(string group) => Sessions.Where(session => session.Session.Name.StartsWith(group + "/", StringComparison.Ordinal));

    /// <summary>A cut is a fault of the transport, unless the whole session is refused already.</summary>
    private static void Check(ReplayedSession session, int cut, Exception? error, Exception? whole)
    {
        if (error is null)
            return;
        if (error is not IOException && error.GetType() != whole?.GetType())
            Assert.Fail($"{session} cut at {cut}: {error}");
        HostileRow.CheckText(error);
    }

    private static void CheckKind(ReplayedSession session, int packet, Exception? error)
    {
        if (error is null)
            return;
        if (error is not (GitProtoException or IOException))
            Assert.Fail($"{session}, packet {packet}: {error}");
        HostileRow.CheckText(error);
    }

    /// <summary>Within a second. What hangs, hangs again: a hiccup of the machine does not.</summary>
    private static async Task<Exception?> SoonAsync(ReplayedSession session, int cut, Func<Task<Exception?>> play)
    {
        var time = Stopwatch.StartNew();
        var error = await play().WaitAsync(Patience.OfARow);
        if (time.Elapsed < TimeSpan.FromSeconds(1))
            return error;
        time.Restart();
        error = await play().WaitAsync(Patience.OfARow);
        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)), $"{session} cut at {cut}");
        return error;
    }
}
