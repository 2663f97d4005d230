using System.Security.Cryptography;

namespace GitProto.Protocol.Tests.Recordings;

public sealed class RecordedSessionsTests
{
    private static IEnumerable<TestCaseData> Whole() =>
        from session in RecordedSessions.All()
        where session.Outcome is RecordedOutcome.Ok or RecordedOutcome.Error
        select new TestCaseData(session).SetArgDisplayNames(session.Name);

    [Test]
    public void There_are_many_and_each_has_a_name_of_its_own()
    {
        var names = RecordedSessions.All().Select(session => session.Name).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(150);
        names.ShouldBeUnique();
    }

    [Test]
    public void A_session_is_called_as_its_file() =>
        RecordedSessions.All().Select(session => session.Name + ".session").ShouldBe(
            Directory.EnumerateFiles(RecordedSessions.Folder, "*.session", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => Path.GetRelativePath(RecordedSessions.Folder, path).Replace('\\', '/')));

    [Test]
    public void Every_version_of_upload_pack_was_recorded_over_every_transport(
        [Values(0, 1, 2)] int protocol, [Values("git", "http", "stdio")] string transport) =>
        RecordedSessions.All().ShouldContain(session =>
            session.Protocol == protocol && session.Transport == transport && session.Service == "upload-pack" && session.Outcome == RecordedOutcome.Ok);

    [Test]
    public void Every_service_was_recorded_over_git_and_pipes(
        [Values("upload-pack", "receive-pack", "upload-archive")] string service, [Values("git", "stdio")] string transport) =>
        RecordedSessions.All().ShouldContain(session => session.Service == service && session.Transport == transport);

    [Test]
    public void Every_outcome_was_recorded([Values] RecordedOutcome outcome) =>
        RecordedSessions.All().ShouldContain(session => session.Outcome == outcome);

    [Test]
    public void Only_turns_are_stateless() =>
        RecordedSessions.All().ShouldAllBe(session => session.IsStateless == session.Events.OfType<RecordedEvent.Turn>().Any());

    [Test]
    public void Together_they_are_small() =>
        Directory.EnumerateFiles(RecordedSessions.Folder, "*.session", SearchOption.AllDirectories)
            .Sum(path => new FileInfo(path).Length)
            .ShouldBeLessThan(2 * 1024 * 1024);

    [TestCaseSource(nameof(Whole))]
    public void What_a_side_sent_is_packets_and_perhaps_a_pack_at_its_end(RecordedSession session)
    {
        foreach (var (side, sent) in Runs(session))
        {
            RecordedPackets.Count(sent, out var rest);
            if (!rest.IsEmpty)
                IsPack(rest, session.ObjectFormat).ShouldBeTrue($"{session.Name}: {side} sent {rest.Length} bytes that are neither packets nor a pack");
        }
    }

    [Test]
    public void A_session_that_ends_well_has_packets() =>
        RecordedSessions.All()
            .Where(session => session.Outcome == RecordedOutcome.Ok && !HasPackets(session))
            .ShouldBeEmpty();

    private static bool HasPackets(RecordedSession session) => Runs(session).Any(run => RecordedPackets.Count(run.Sent, out _) > 0);

    /// <summary>What each side sent; over HTTP, in each turn.</summary>
    private static IEnumerable<(RecordedSide Side, byte[] Sent)> Runs(RecordedSession session) =>
        session.IsStateless
            ? session.Events.OfType<RecordedEvent.Data>().Select(data => (data.From, data.Bytes.ToArray()))
            : Enum.GetValues<RecordedSide>().Select(side => (side, session.SentBy(side)));

    private static bool IsPack(ReadOnlySpan<byte> bytes, string objectFormat)
    {
        var width = objectFormat == "sha256" ? SHA256.HashSizeInBytes : SHA1.HashSizeInBytes;
        if (bytes.Length < 12 + width || !bytes.StartsWith("PACK"u8))
            return false;
#pragma warning disable CA5350 // SHA-1 is what git's packs end with.
        var hash = objectFormat == "sha256" ? SHA256.HashData(bytes[..^width]) : SHA1.HashData(bytes[..^width]);
#pragma warning restore CA5350
        return hash.AsSpan().SequenceEqual(bytes[^width..]);
    }
}
