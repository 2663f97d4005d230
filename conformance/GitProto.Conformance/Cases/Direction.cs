namespace GitProto.Conformance.Cases;

/// <summary>Which side is judged.</summary>
[Flags]
public enum Direction
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The client; the server is the suite's.</summary>
    Client = 1,

    /// <summary>The server; the client is the suite's.</summary>
    Server = 2,

    /// <summary>Whichever is the peer.</summary>
    Either = Client | Server,
}
