using System.Net;

namespace GitProto.AspNetCore.Proxying;

/// <summary>The body of a request on its way to the server.</summary>
/// <param name="length">Its length; null for one that goes in chunks.</param>
/// <param name="send">Sends it.</param>
internal sealed class ProxiedContent(long? length, Func<Stream, Task> send) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => send(stream);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
