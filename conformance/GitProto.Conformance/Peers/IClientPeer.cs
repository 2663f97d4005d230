namespace GitProto.Conformance.Peers;

/// <summary>A client that can be judged.</summary>
public interface IClientPeer
{
    /// <summary>What it is called in reports and expectations.</summary>
    string Name { get; }

    /// <summary>True if its clones are bare, with all refs of the server; false if they are what users have: a work tree, and the branches of the server beside their own.</summary>
    bool MakesMirrors => true;

    /// <summary>Does one thing that a user would do.</summary>
    /// <returns>How it ended; null if it has no way to do that.</returns>
    Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken);
}
