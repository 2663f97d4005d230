namespace GitProto.Protocol;

/// <summary>Is told of every packet that is read or written, with the spec element that it was taken for.</summary>
public interface IPacketObserver
{
    /// <summary>A packet passed.</summary>
    /// <param name="packet">The packet; its payload is valid during the call only.</param>
    void OnPacket(in ObservedPacket packet);
}
