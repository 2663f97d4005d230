using GitProto.Storage;

namespace GitProto.Client;

/// <summary>How a repository is cloned. The clone is bare: nothing is checked out.</summary>
public sealed record CloneOptions
{
    /// <summary>The defaults.</summary>
    public static CloneOptions Default { get; } = new();

    /// <summary>Takes all refs under the names they have, and says so in the config; otherwise branches and tags.</summary>
    public bool Mirror { get; init; }

    /// <summary>How the client talks.</summary>
    public GitClientOptions Client { get; init; } = GitClientOptions.Default;

    /// <summary>How the pack is asked for.</summary>
    public FetchPackOptions Pack { get; init; } = FetchPackOptions.Default;

    /// <summary>Limits and checks for the pack.</summary>
    public ReceivePackOptions Receive { get; init; } = ReceivePackOptions.Default;

    /// <summary>How the new repository is used.</summary>
    public FileRepositoryOptions Repository { get; init; } = FileRepositoryOptions.Default;
}
