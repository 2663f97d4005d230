using System.Net;

namespace GitProto.Server;

/// <summary>A client asks for a repository. All of it but the service comes from the client and is not to be trusted.</summary>
/// <param name="Path">The path exactly as it was sent.</param>
/// <param name="Service">What the client wants to do.</param>
public sealed record RepositoryRequest(ByteString Path, GitService Service)
{
    /// <summary>The host the client believes it speaks to, with the port if one was given; empty if it named none.</summary>
    public ByteString Host { get; init; }

    /// <summary>The address of the client, if the transport knows it.</summary>
    public EndPoint? Peer { get; init; }
}
