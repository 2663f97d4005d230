using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows M: text of the other side on its way to a terminal; and options of a push, which are nobody's words but the user's.</summary>
internal static class TextRows
{
    private const int Long = 60_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        Progress("M01", "controls", "control characters", "\a\b\v\f\x7f"u8.ToArray()),
        Progress("M01", "title", "the sequence that gives a terminal its title", "\x1b]0;owned\a"u8.ToArray()),
        Progress("M01", "clipboard", "the sequence that fills the clipboard", "\x1b]52;c;b3duZWQ=\a"u8.ToArray()),
        Progress("M01", "cursor", "a sequence that moves the cursor", "\x1b[2J\x1b[1;1H"u8.ToArray()),
        Progress("M02", "c1", "C1 controls", "\u009b2J"u8.ToArray()),
        Progress("M02", "bidi", "a bidirectional override", "\u202egnp.exe"u8.ToArray()),
        Progress("M03", "endless-sequence", "a sequence of thousands of parameters", [.. "\x1b["u8, .. Enumerable.Repeat((byte)';', Long), (byte)'m']),
        HostileFaults.Of("M05", "no-end", "pkt-line.progress-shown", "is followed by six megabytes without an end of a line", Targets.Of(Band.Progress), packet => PacketEdits.Many(packet, 100, _ => new(PacketBytes.Data([(byte)Band.Progress, .. Enumerable.Repeat((byte)'.', Long)]))), FaultEffect.None) with { Check = Aftermath.ShowsNoControls },
        HostileFaults.Of("M04", "fatal", "pkt-line.fatal-ends", "is the server's last words in band 3, with control characters in them", Targets.Of(Band.Data), _ => new(PacketBytes.Data([(byte)Band.Fatal, .. "a\x1b[2Jb\n"u8]), Ends: true)) with { Check = Aftermath.ShowsNoControls },
        HostileFaults.Of("H22", "separators", "push-options.plain-lines", "is full of what separates words elsewhere", Targets.Line(Elements.PushOptionsOption), _ => new(PacketBytes.Data("a=b;c,d{\"e\":\"$(f) `g`\"}"u8)), FaultEffect.None),
    ];

    private static Fault Progress(string row, string name, string what, byte[] text) =>
        HostileFaults.Of(row, name, "pkt-line.progress-shown", $"is {what}", Targets.Of(Band.Progress), _ => new(PacketBytes.Data([(byte)Band.Progress, .. text, (byte)'\n'])), FaultEffect.None) with { Check = Aftermath.ShowsNoControls };
}
