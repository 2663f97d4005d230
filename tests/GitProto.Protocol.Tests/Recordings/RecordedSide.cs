namespace GitProto.Protocol.Tests.Recordings;

/// <summary>Who sent something.</summary>
public enum RecordedSide
{
    Client,
    Server,
    Hook,
}
