namespace GitProto.Protocol;

/// <summary>A message that is held in memory as a whole.</summary>
public interface IWireMessage
{
    /// <summary>Writes its packets, in the order of the spec.</summary>
    void Write(PacketWriter writer);
}
