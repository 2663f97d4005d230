namespace GitProto.Server;

/// <summary>How one client is to be served.</summary>
public sealed record UploadPackRequest
{
    /// <summary>The version of the protocol: 0, 1 or 2. See <see cref="ProtocolVersion"/>.</summary>
    public int Version { get; init; }

    /// <summary>True to serve one request whose advertisement went over another connection, as with HTTP (<c>--stateless-rpc</c>).</summary>
    public bool Stateless { get; init; }

    /// <summary>True to write the advertisement and nothing else (<c>--http-backend-info-refs</c>). It is then meant for stateless requests.</summary>
    public bool AdvertiseOnly { get; init; }

    /// <summary>True to name the service ahead of an advertisement in v0 or v1, as over HTTP.</summary>
    public bool NameService { get; init; }

    /// <summary>Says which refs this client does not see, besides those that the options hide from all. Null hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }
}
