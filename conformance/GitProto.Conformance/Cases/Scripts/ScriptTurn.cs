using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>One request of a script.</summary>
/// <param name="Bytes">What is said.</param>
/// <param name="Ends">True if our side closes its direction behind it.</param>
/// <param name="Pause">How long nothing may come behind it; null where an answer is waited for.</param>
internal sealed record ScriptTurn(byte[] Bytes, bool Ends = false, TimeSpan? Pause = null)
{
    /// <summary>What every request of v2 says of the ids in it.</summary>
    public static Capabilities Sha1 { get; } = Capabilities.From(0, true, [(ByteString)$"{CapabilityId.ObjectFormat.Name()}=sha1"]);

    /// <summary>Messages, one behind the other.</summary>
    public static ScriptTurn Of(params IEnumerable<IWireMessage> messages) => new([.. messages.SelectMany(message => PacketBytes.Of(message, Role.Client))]);
}
