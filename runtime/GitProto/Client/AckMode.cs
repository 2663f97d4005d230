namespace GitProto.Client;

/// <summary>How a server of v0 or v1 answers haves.</summary>
public enum AckMode
{
    /// <summary>It tells the first common one only.</summary>
    Single,

    /// <summary>It tells each common one.</summary>
    Multi,

    /// <summary>It tells each common one, and when it knows enough.</summary>
    Detailed,
}
