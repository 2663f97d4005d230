using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows R: names and ids.</summary>
internal static class RefRows
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Name("R01", "to-config", "refs/heads/../../config"),
        .. Name("R01", "to-config-at-once", "refs/../config"),
        .. Name("R01", "up", "refs/../../../../../../tmp/x"),
        .. Name("R01", "absolute", "/etc/passwd"),
        .. Name("R02", "config", "config"),
        .. Name("R02", "objects", "objects/x"),
        .. Name("R02", "hook", "hooks/post-update"),
        .. Name("R02", "fetch-head", "FETCH_HEAD"),
        .. Name("R03", "lock", "refs/heads/x.lock"),
        .. Name("R03", "inner-lock", "refs/heads/x.lock/y"),
        .. Name("R03", "dot", "refs/heads/.x"),
        .. Name("R03", "dots", "refs/heads/x..y"),
        .. Name("R03", "slashes", "refs/heads//x"),
        .. Name("R03", "end-slash", "refs/heads/x/"),
        .. Name("R03", "at", "refs/heads/x@{1}"),
        .. Name("R03", "backslash", @"refs/heads/x\y"),
        .. Name("R03", "caret", "refs/heads/x^1"),
        .. Name("R03", "star", "refs/heads/*"),
        .. Name("R03", "escape", "refs/heads/\x1bx"),
        .. Name("R03", "delete", "refs/heads/\x7f"),
        .. Name("R04", "ntfs", "refs/heads/..::$INDEX_ALLOCATION"),
        .. Name("R04", "hfs", "refs/heads/.\u200c."),
        Pushed("R06", "below-a-branch", "refs/heads/main/x", "push-request.under-refs"),
        HostileFaults.Of("R05", "dash", "push-request.under-refs", "names a ref that looks like an option", Targets.Line(Elements.PushRequestUpdate), packet => PacketEdits.Word(packet, 2, "--exec=sh"u8)),
        HostileFaults.Of("R08", "link-to-file", "symref.visible-target", "says that HEAD points to a file", Targets.Line(Elements.LsRefsResponseRef), packet => PacketEdits.LastWord(packet, "refs/heads/../../config"u8, ':'), FaultEffect.Surplus) with { Scenario = "clone", Check = Aftermath.HeadIsSound },
        HostileFaults.Of("C02", "link-long", "symref.visible-target", "says that HEAD points to a name of thirty thousand bytes", Targets.Line(Elements.LsRefsResponseRef), packet => PacketEdits.LastWord(packet, [.. "refs/heads/"u8, .. Enumerable.Repeat((byte)'a', 30_000)], ':'), FaultEffect.Surplus) with { Scenario = "clone", Check = Aftermath.HeadIsSound },
        HostileFaults.Of("R21", "through-refspec", "advertisement.bad-names", "names what a refspec leads out of where refs are kept", Targets.Line(Elements.AdvertisementRef, Elements.LsRefsResponseRef), packet => PacketEdits.Word(packet, 1, "refs/../../../../config"u8, "refs/"u8), FaultEffect.Surplus) with { Scenario = "fetch-older", Check = run => Aftermath.HasNoRef(run, "refs/remotes/all/../../../../config") },
        .. Id("R14", "path", "../../../../../../../../../../etc/passwd."),
        .. Id("R14", "coded", "%2f%2f%2f%2f%2f%2f%2f%2f%2f%2f%2f%2f%2f."),
        .. Id("R14", "capitals", "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD", FaultEffect.AnotherMeaning),
        .. Id("R14", "short", "1234567"),
    ];

    private static IEnumerable<Fault> Name(string row, string name, string bad)
    {
        var bytes = Encoding.UTF8.GetBytes(bad);
        var title = $"names '{Escape.ForDisplay(bad)}'";
        yield return HostileFaults.Of(row, name, "advertisement.bad-names", title, Targets.Line(Elements.AdvertisementRef, Elements.LsRefsResponseRef), packet => PacketEdits.Word(packet, 1, bytes, "refs/"u8), FaultEffect.Surplus) with { Scenario = "clone", Check = run => Aftermath.HasNoRef(run, bad) };
        yield return Pushed(row, name, bad, "push-request.under-refs");
    }

    private static Fault Pushed(string row, string name, string bad, string rule) =>
        HostileFaults.Of(row, name, rule, $"names '{Escape.ForDisplay(bad)}'", Targets.Line(Elements.PushRequestUpdate, Elements.PushRequestCreate), packet => PacketEdits.Word(packet, 2, Encoding.UTF8.GetBytes(bad)));

    private static IEnumerable<Fault> Id(string row, string name, string bad, FaultEffect effect = FaultEffect.Wrong)
    {
        var title = $"has '{bad}' where its id belongs";
        yield return HostileFaults.Of(row, name, "pkt-line.unknown-line", title, Targets.Line(Elements.UploadRequestWant, Elements.FetchRequestWant, Elements.FetchRequestHave, Elements.HaveBlockHave, Elements.FetchRequestShallow), packet => PacketEdits.Word(packet, 1, Encoding.ASCII.GetBytes(bad)), effect);
        yield return HostileFaults.Of(row, name, "pkt-line.unknown-line", title, Targets.Line(Elements.PushRequestUpdate, Elements.AdvertisementRef, Elements.LsRefsResponseRef), packet => PacketEdits.Word(packet, 0, Encoding.ASCII.GetBytes(bad)), effect);
    }
}
