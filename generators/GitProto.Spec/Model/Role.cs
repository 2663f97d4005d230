namespace GitProto.Spec;

/// <summary>Who sends.</summary>
public enum Role
{
    /// <summary>The side that opens the connection.</summary>
    Client,

    /// <summary>The side that serves the repository.</summary>
    Server,

    /// <summary>A program that the server runs.</summary>
    Hook,

    /// <summary>Any side.</summary>
    Either,
}
