namespace GitProto.Conformance.Peers;

/// <summary>What a client is asked to do.</summary>
public enum ClientVerb
{
    /// <summary>Print the refs of the server, one a line: the id, a tab, the name.</summary>
    List,

    /// <summary>Make a bare repository with all refs of the server.</summary>
    Clone,

    /// <summary>Get objects into a repository that exists.</summary>
    Fetch,

    /// <summary>Send refs.</summary>
    Push,

    /// <summary>Get an archive into a file.</summary>
    Archive,
}
