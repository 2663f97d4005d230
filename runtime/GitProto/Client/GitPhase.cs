namespace GitProto.Client;

/// <summary>What is being done.</summary>
public enum GitPhase
{
    /// <summary>Something that has no name here; see <see cref="GitProgress.Title"/>.</summary>
    Other,

    /// <summary>The server looks for the objects to send.</summary>
    Enumerating,

    /// <summary>The server counts the objects to send.</summary>
    Counting,

    /// <summary>The sender looks for deltas.</summary>
    Compressing,

    /// <summary>Objects go to the server.</summary>
    Writing,

    /// <summary>Objects come from the server.</summary>
    Receiving,

    /// <summary>Deltas are applied and ids computed.</summary>
    Resolving,
}
