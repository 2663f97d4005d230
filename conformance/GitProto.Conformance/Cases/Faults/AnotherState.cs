using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>A line comes that is right elsewhere in the same conversation: of another message of the same side.</summary>
internal static class AnotherState
{
    /// <summary>The fault for a line; null where its side says nothing but this message.</summary>
    /// <param name="packets">What both sides say in the conversation.</param>
    /// <param name="target">The line.</param>
    /// <param name="sender">Who sends it.</param>
    public static Fault? Of(PacketKeys packets, PacketKey target, Role sender)
    {
        if (!IsLine(target))
            return null;
        var lines = packets.Of(sender).Where(IsLine).ToList();
        var other = lines.Concat(lines).SkipWhile(key => key != target).FirstOrDefault(key => Message(key) != Message(target));
        if (other == default)
            return null;
        var bytes = PacketBytes.Data(packets.First(sender, other));
        return new Fault("another-state", "pkt-line.in-order", $"is a '{other}' in its place", (_, _) => true, _ => new(bytes), FaultEffect.AnotherMeaning);
    }

    // The request of git:// is read by whoever starts the service, and is no line of its conversation.
    private static bool IsLine(PacketKey key) => key is { Kind: PacketKind.Data, Element: > 0 } && key.Element != Elements.GitProtoRequestRequest;

    private static string Message(PacketKey key) => key.ToString().Split('.')[0];
}
