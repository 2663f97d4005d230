namespace GitProto.Conformance.Peers;

/// <summary>A client that can be judged.</summary>
public interface IClientPeer
{
    /// <summary>What it is called in reports and expectations.</summary>
    string Name { get; }

    /// <summary>Does one thing that a user would do.</summary>
    /// <returns>How it ended; null if it has no way to do that.</returns>
    Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken);
}
