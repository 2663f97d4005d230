namespace GitProto.Server;

/// <summary>How one client that pushes is to be served.</summary>
public sealed record ReceivePackRequest
{
    /// <summary>The version of the protocol that was asked for. There is no 2 for a push: it is served in 0.</summary>
    public int Version { get; init; }

    /// <summary>True to serve one request whose advertisement went over another connection, as with HTTP (<c>--stateless-rpc</c>).</summary>
    public bool Stateless { get; init; }

    /// <summary>True to write the advertisement and nothing else (<c>--http-backend-info-refs</c>).</summary>
    public bool AdvertiseOnly { get; init; }

    /// <summary>True to name the service ahead of the advertisement, as over HTTP.</summary>
    public bool NameService { get; init; }

    /// <summary>True to send no progress, also if the client did not ask for quiet (<c>-q</c>). What hooks print is sent all the same.</summary>
    public bool Quiet { get; init; }

    /// <summary>Says which refs this client neither sees nor may change, besides those that are hidden from all. Null hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }

    /// <summary>Is given what people should see where the client takes no bands. Null drops it.</summary>
    public Action<ReadOnlyMemory<byte>>? StandardError { get; init; }
}
