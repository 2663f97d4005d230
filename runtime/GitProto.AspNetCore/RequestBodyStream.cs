using GitProto.Protocol;
using GitProto.Server;
using Microsoft.AspNetCore.Http;

namespace GitProto.AspNetCore;

/// <summary>The body of a request. What the web server finds wrong with it is told apart from what goes wrong on the disk.</summary>
internal sealed class RequestBodyStream(Stream inner) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new SmartHttpBodyException((e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, e.Message, e);
        }
    }
}
