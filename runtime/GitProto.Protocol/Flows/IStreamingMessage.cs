namespace GitProto.Protocol;

/// <summary>A message that is read or written in parts. The conversation goes on when it is over.</summary>
public interface IStreamingMessage
{
    /// <summary>True when its last packet has passed.</summary>
    bool IsComplete { get; }

    /// <summary>Reads what is left and drops it.</summary>
    ValueTask DrainAsync(CancellationToken cancellationToken);
}
