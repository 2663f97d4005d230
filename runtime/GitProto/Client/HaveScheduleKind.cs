namespace GitProto.Client;

/// <summary>How the sizes of blocks of haves grow.</summary>
public enum HaveScheduleKind
{
    /// <summary>One connection, v0 and v1: 16, 16, then 32 each time, so that a block fits into a pipe.</summary>
    Stateful,

    /// <summary>A connection for each request, v0 and v1: 16, 16, 32, 64 ..., doubling the sum up to 16,384, then a tenth more each time.</summary>
    Stateless,

    /// <summary>v2: 16, 32, 64 ... in each request, up to 16,384, then a tenth more each time.</summary>
    PerRequest,
}
