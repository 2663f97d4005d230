using System.Text;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Tests;

/// <summary>Logs as git writes them, in part.</summary>
public sealed class PacketLogTests
{
    private const string Tip = "1111111111111111111111111111111111111111";

    [Test]
    public async Task A_log_of_the_client_is_put_together_again()
    {
        var (log, reports, shown) = await WatchAsync($"""
            12:00:00.123456 pkt-line.c:80           packet:        fetch> git-upload-pack /a.git\0host=h\0
            12:00:00.123456 pkt-line.c:80           packet:        fetch< {Tip} HEAD\0 side-band-64k agent=git/2.39.5
            fatal: somebody else says something
            12:00:00.123456 pkt-line.c:80           packet:        fetch< 0000
            12:00:00.123456 pkt-line.c:80           packet:        fetch> want {Tip} side-band-64k
            12:00:00.123456 pkt-line.c:80           packet:        fetch> 0000
            12:00:00.123456 pkt-line.c:80           packet:        fetch> done
            12:00:00.123456 pkt-line.c:80           packet:        fetch< NAK
            12:00:00.123456 pkt-line.c:80           packet:     sideband< \2100% \303\244\33[K
            12:00:00.123456 pkt-line.c:80           packet:     sideband< PACK ...
            12:00:00.123456 pkt-line.c:80           packet:     sideband< 0000
            """);

        reports.Single().End.ShouldBe(ConversationEnd.Complete, reports.Single().Problem);
        log.Conversations.Single().PackLeftOut.ShouldBeTrue();
        log.PassedOver.ShouldBe(["1 line tells of no packet"]);
        shown.ShouldContain("\\2100% ä\\x1b[K");
    }

    [Test]
    public async Task What_is_wrong_in_a_log_is_named()
    {
        var (_, reports, _) = await WatchAsync($"""
            packet:    ls-remote< {Tip} HEAD\0agent=git/2.39.5
            packet:    ls-remote< nonsense
            packet:    ls-remote< 0000
            """);

        var report = reports.Single();
        (report.End, report.By).ShouldBe((ConversationEnd.Violation, Role.Server));
        report.Problem.ShouldNotBeNull().ShouldContain("nonsense");
    }

    [Test]
    public async Task A_report_that_a_server_sent_in_a_band_is_taken_for_one()
    {
        var (log, reports, _) = await WatchAsync($"""
            packet: receive-pack> {Tip} refs/heads/a\0report-status side-band-64k delete-refs
            packet: receive-pack> 0000
            packet: receive-pack< {Tip} {new string('0', 40)} refs/heads/a\0 report-status side-band-64k
            packet: receive-pack< 0000
            packet: receive-pack> unpack ok
            packet: receive-pack> ok refs/heads/a
            packet: receive-pack> 0000
            packet: receive-pack> 0000
            """);

        log.View.ShouldBe("the server's, by receive-pack");
        reports.Single().End.ShouldBe(ConversationEnd.Complete, reports.Single().Problem);
    }

    [Test]
    public void A_text_without_packets_is_no_log()
    {
        PacketLog.Begins("nothing\npacket: here\n"u8).ShouldBeFalse();
        Should.Throw<TraceFormatException>(() => PacketLog.Read(Wire.Bytes("nothing\n")));
    }

    [Test]
    public void A_packet_that_cannot_be_so_long_is_told_with_its_line()
    {
        var error = Should.Throw<TraceFormatException>(() => PacketLog.Read(Wire.Bytes($"x\npacket: fetch< {new string('x', 70_000)}\n")));
        (error.Line, error.Offset).ShouldBe((2, 2));
    }

    [Test]
    public void Digits_without_end_are_no_packets_and_take_no_long_time() =>
        PacketLog.Read(Wire.Bytes($"packet: sideband< \\1{string.Concat(Enumerable.Repeat("0004", 16_000))}x\n")).Conversations.Count.ShouldBe(1);

    private static async Task<(PacketLog Log, List<ConversationReport> Reports, List<string> Shown)> WatchAsync(string text)
    {
        var log = PacketLog.Read(Encoding.UTF8.GetBytes(text));
        var (reports, shown) = (new List<ConversationReport>(), new Texts());
        foreach (var conversation in log.Conversations)
            reports.Add(await conversation.WatchAsync(shown));
        return (log, reports, shown.All);
    }

    private sealed class Texts : IPacketObserver
    {
        public List<string> All { get; } = [];

        public void OnPacket(in ObservedPacket packet) => All.Add(PacketText.Of(packet));
    }
}
