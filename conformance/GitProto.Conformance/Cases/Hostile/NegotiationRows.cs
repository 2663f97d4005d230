using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows N: requests that want much of a server.</summary>
internal static class NegotiationRows
{
    private const int Lines = 50_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        Flood("N01", "unknown-haves", "have-block.unknown-haves", "has fifty thousand of commits that nobody has in front of it", Elements.HaveBlockHave, 1),
        Flood("N01", "unknown-haves", "fetch-request.unknown-haves", "has fifty thousand of commits that nobody has in front of it", Elements.FetchRequestHave, 1),
        HostileFaults.Of("N01", "same-have", "have-block.unknown-haves", "comes fifty thousand times", Targets.Line(Elements.HaveBlockHave), packet => PacketEdits.Many(packet, Lines, _ => new(packet)), FaultEffect.Surplus),
        HostileFaults.Of("N01", "same-have", "fetch-request.unknown-haves", "comes fifty thousand times", Targets.Line(Elements.FetchRequestHave), packet => PacketEdits.Many(packet, Lines, _ => new(packet)), FaultEffect.Surplus),
        HostileFaults.Of("N02", "same-want", "fetch-request.some-want", "comes fifty thousand times", Targets.Line(Elements.FetchRequestWant), packet => PacketEdits.Many(packet, Lines, _ => new(packet)), FaultEffect.Surplus),
        Flood("N08", "unknown-wants", "upload-request.want-known", "has fifty thousand of objects that nobody has in front of it", Elements.UploadRequestWant, 1),
        Flood("N08", "unknown-wants", "upload-request.want-known", "has fifty thousand of objects that nobody has in front of it", Elements.FetchRequestWant, 1),
        HostileFaults.Of("N03", "many-prefixes", "ls-refs-request.many-prefixes", "comes seventy thousand times, each another", Targets.Line(Elements.LsRefsRequestRefPrefix), packet => PacketEdits.Many(packet, 70_000, number => PacketEdits.LastWord(packet, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"refs/zzz/{number}")))), FaultEffect.Surplus),
        Filter("deep", "tens of thousands of filters, one within the other", string.Concat(Enumerable.Repeat("combine:", 7000)) + "blob:none"),
        Filter("wide", "thousands of filters", "combine:" + string.Join('+', Enumerable.Repeat("blob:none", 6000))),
        Filter("large-depth", "a depth of twenty digits", "tree:18446744073709551616"),
        Filter("negative", "a negative limit", "blob:limit=-1"),
        Filter("twice-coded", "a name that is coded twice", "combine:%2562lob:none+blob:none"),
        Filter("hidden-list", "a list of paths that nobody has", "sparse:oid=refs/secret/two:x"),
        HostileFaults.Of("N10", "many-commands", "push-request.old-value", "comes a hundred thousand times, each for another ref", Targets.Line(Elements.PushRequestUpdate), packet => PacketEdits.Many(packet, 100_000, number => PacketEdits.Word(packet, 2, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"refs/zzz/{number}")))), FaultEffect.Surplus),
        HostileFaults.Of("N10", "long-names", "push-request.under-refs", "comes a hundred times, each for a ref whose name has sixty thousand bytes", Targets.Line(Elements.PushRequestUpdate), packet => PacketEdits.Many(packet, 100, number => PacketEdits.Word(packet, 2, Encoding.ASCII.GetBytes($"refs/heads/{new string('a', 60_000)}{number.ToString(CultureInfo.InvariantCulture)}"))), FaultEffect.Surplus),
        HostileFaults.Of("N17", "add-file", "archive-request.no-local-options", "has --add-file in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--add-file=/etc/passwd"])),
    ];

    private static Fault Flood(string row, string name, string rule, string title, int element, int word) =>
        HostileFaults.Of(row, name, rule, title, Targets.Line(element), packet => PacketEdits.Many(packet, Lines, number => PacketEdits.Word(packet, word, Encoding.ASCII.GetBytes(number.ToString("x40", CultureInfo.InvariantCulture)))), FaultEffect.Surplus);

    private static Fault Filter(string name, string what, string filter) =>
        HostileFaults.Of("N09", name, "filter.closed", $"names {what}", Targets.Line(Elements.UploadRequestFilter, Elements.FetchRequestFilter), packet => PacketEdits.LastWord(packet, Encoding.ASCII.GetBytes(filter)), FaultEffect.Surplus);
}
