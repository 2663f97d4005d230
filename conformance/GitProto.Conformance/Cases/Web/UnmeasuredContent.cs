using System.Net;

namespace GitProto.Conformance.Cases.Web;

/// <summary>A body that tells no length, so that it goes in chunks.</summary>
internal sealed class UnmeasuredContent(byte[] bytes) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
