using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Puts a pack in the place of the one that is sent.</summary>
internal static class HostilePack
{
    // Fits in either kind of band.
    private const int Piece = 900;

    /// <summary>A pack that a server sends to a clone.</summary>
    public static Fault Served(string row, string name, string rule, string title, Func<byte[]> make, FaultEffect effect = FaultEffect.Wrong) =>
        HostileFaults.Of(row, name, rule, $"is the first of a pack {title}", Targets.Of(Band.Data), _ => new(Banded(make()), Ends: effect == FaultEffect.Cut), effect) with { Scenario = "clone", Replaces = true, Check = Aftermath.KeepsNoPack };

    /// <summary>A pack that a server sends to a clone without bands.</summary>
    public static Fault ServedBare(string row, string name, string rule, string title, Func<byte[]> make, FaultEffect effect = FaultEffect.Wrong) =>
        HostileFaults.Of(row, name + "-bare", rule, $"is followed by a pack {title}", Targets.Line(Elements.AcknowledgmentNak), packet => new([.. packet, .. make()], Ends: effect == FaultEffect.Cut), effect) with { Scenario = "clone-no-bands", Replaces = true, Check = Aftermath.KeepsNoPack };

    /// <summary>A pack that a client pushes.</summary>
    public static Fault Pushed(string row, string name, string rule, string title, Func<byte[]> make, FaultEffect effect = FaultEffect.Wrong, string scenario = "push-update") =>
        HostileFaults.Of(row, name, rule, $"is followed by a pack {title}", Targets.Flush(Elements.PushRequest), packet => new([.. packet, .. make()], Ends: effect == FaultEffect.Cut), effect) with { Scenario = scenario, Replaces = true };

    private static byte[] Banded(byte[] pack)
    {
        using var all = new MemoryStream();
        for (var at = 0; at < pack.Length; at += Piece)
            all.Write(PacketBytes.Data([(byte)Band.Data, .. pack.AsSpan(at, Math.Min(Piece, pack.Length - at))]));
        return all.ToArray();
    }
}
