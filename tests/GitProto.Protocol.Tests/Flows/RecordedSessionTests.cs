using System.Text;
using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Sessions of real gits go through the flow tables and come out of the tree, and of the typed messages, as they were.</summary>
public sealed class RecordedSessionTests
{
    private const string EitherCase = "connect/upper-case-host";

    private static IEnumerable<TestCaseData> Sessions => RecordedSessions.All().Select(session => new TestCaseData(session).SetArgDisplayNames(session.Name));

    [TestCaseSource(nameof(Sessions)), CancelAfter(30_000)]
    public async Task A_recorded_session_follows_its_flow(RecordedSession recorded, CancellationToken cancellationToken)
    {
        var watched = new WatchedSession(recorded);
        var error = await ErrorOf(() => watched.RunAsync(cancellationToken));
        switch (recorded.Outcome)
        {
            case var _ when Apart.TryGetValue(recorded.Name, out var apart):
                error?.GetType().ShouldBe(apart.Error, apart.Why);
                (error is null).ShouldBe(apart.Error is null, apart.Why);
                break;
            case RecordedOutcome.Ok:
                error.ShouldBeNull(string.Join("\n", watched.Tree.TakeLast(5)));
                break;
            case RecordedOutcome.Error:
                error.ShouldBeOfType<RemoteErrorException>();
                break;
            case RecordedOutcome.Cut:
                error.ShouldBeAssignableTo<IOException>(error?.ToString());
                break;
            default:
                // Some rules no grammar can say; then the side that was wronged has hung up, in silence.
                (error is MalformedMessageException or FlowViolationException or EndOfStreamException).ShouldBeTrue(error?.ToString() ?? "no error");
                break;
        }
    }

    [TestCaseSource(nameof(AsWritten)), CancelAfter(30_000)]
    public async Task The_tree_of_a_session_encodes_to_its_bytes(RecordedSession recorded, CancellationToken cancellationToken)
    {
        var watched = new WatchedSession(recorded);
        await ErrorOf(() => watched.RunAsync(cancellationToken));
        foreach (var (role, side) in new[] { (Role.Client, RecordedSide.Client), (Role.Server, RecordedSide.Server), (Role.Hook, RecordedSide.Hook) })
        {
            var sent = recorded.SentBy(side);
            var encoded = TreeEncoder.Encode(watched.Tree.Where(packet => packet.Sender == role), watched.Context);
            // Where it ends in an error the tree holds what came before. Else what follows the packets can only be a raw pack.
            var rest = sent.AsSpan(Math.Min(encoded.Length, sent.Length));
            encoded.AsSpan().SequenceEqual(sent.AsSpan(0, Math.Min(encoded.Length, sent.Length))).ShouldBeTrue($"the bytes of the {role}");
            if (recorded.Outcome == RecordedOutcome.Ok)
                (rest.IsEmpty || rest.StartsWith("PACK"u8)).ShouldBeTrue($"what the {role} sends behind its packets is a pack");
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task A_word_that_is_read_in_either_case_is_written_as_the_spec_has_it(CancellationToken cancellationToken)
    {
        var recorded = RecordedSessions.All().Single(session => session.Name == EitherCase);
        var watched = new WatchedSession(recorded);

        await watched.RunAsync(cancellationToken);

        var encoded = TreeEncoder.Encode(watched.Tree.Where(packet => packet.Sender == Role.Client), watched.Context);
        var sent = Encoding.Latin1.GetString(recorded.SentBy(RecordedSide.Client));
        sent.ShouldContain("\0HOST=");
        Encoding.Latin1.GetString(encoded).ShouldBe(sent.Replace("\0HOST=", "\0host=", StringComparison.Ordinal));
    }

    [TestCaseSource(nameof(Sound)), CancelAfter(30_000)]
    public async Task Packets_inside_a_band_encode_to_what_the_band_carries(RecordedSession recorded, CancellationToken cancellationToken)
    {
        var watched = new WatchedSession(recorded);
        await watched.RunAsync(cancellationToken);
        var inner = TreeEncoder.Encode(watched.Tree, watched.Context, nesting: 1);
        if (inner.Length > 0)
            watched.Tree.Where(packet => packet is { Nesting: 0, Band: 1 }).SelectMany(packet => packet.Payload).ToArray().ShouldBe(inner);
    }

    [TestCaseSource(nameof(Sound)), CancelAfter(30_000)]
    public async Task The_typed_messages_of_a_session_are_written_and_read_again_to_equal_values(RecordedSession recorded, CancellationToken cancellationToken)
    {
        var watched = new WatchedSession(recorded);
        await watched.RunAsync(cancellationToken);
        foreach (var message in watched.Messages.OfType<IWireMessage>())
        {
            var again = await RoundTrip.AgainAsync(message, watched.Context, cancellationToken);
            Deep.Print(again).ShouldBe(Deep.Print(message));
        }
        foreach (var message in watched.Streamed)
        {
            var (first, again) = await message.RoundTripAsync();
            Deep.Print(again).ShouldBe(Deep.Print(first), message.Name);
        }
    }

    private static IEnumerable<TestCaseData> Sound => RecordedSessions.All().Where(session => session.Outcome == RecordedOutcome.Ok && !Apart.ContainsKey(session.Name))
        .Select(session => new TestCaseData(session).SetArgDisplayNames(session.Name));

    private static IEnumerable<TestCaseData> AsWritten => Legal.Where(one => ((RecordedSession)one.Arguments[0]!).Name != EitherCase);

    /// <summary>Sessions in which each side keeps to the rules, until one gives up or is cut off.</summary>
    private static IEnumerable<TestCaseData> Legal => RecordedSessions.All().Where(session => session.Outcome != RecordedOutcome.Violation && !Apart.ContainsKey(session.Name))
        .Select(session => new TestCaseData(session).SetArgDisplayNames(session.Name));

    /// <summary>Sessions that end otherwise than their outcome lets expect, and why.</summary>
    private static readonly Dictionary<string, (Type? Error, string Why)> Apart = new()
    {
        ["archive/bad-argument-git"] = (typeof(WireFormatException), "the client is at fault before the server says so"),
        ["v2/object-info-bad-git"] = (null, "the ERR is a line of the answer, which goes on"),
        ["v2/unborn-allowed-git"] = (typeof(WireFormatException), "lsrefs.unborn=allow takes what it does not offer; the spec does not let a client send it"),
        ["push/broken-pack-v0-git"] = (null, "the content of a pack is no matter of packets"),
        ["connect/lf"] = (null, "the server takes an LF off the path, but no client may send one"),
        ["proc-receive/other-version-hook"] = (typeof(EndOfStreamException), "the server hangs up on a version it does not speak"),
    };

    private static async Task<Exception?> ErrorOf(Func<Task> run)
    {
        try
        {
            await run();
            return null;
        }
        catch (Exception error) when (error is GitProtoException or IOException)
        {
            return error;
        }
    }
}
