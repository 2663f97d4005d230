using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Answers questions about objects.</summary>
internal static class ObjectFacts
{
    /// <summary>Makes the answer.</summary>
    public static ObjectInfoResponse Of(UploadPackService service, WireContext context, ObjectInfoRequest request)
    {
        var infos = new List<ObjectInfoResponseInfo>();
        var errors = new List<ByteString>();
        var size = request.Arguments is { Size: true };
        foreach (var text in request.Arguments?.Oids ?? [])
        {
            if (!ObjectId.TryParse(text.Span, out var id) || id.Format != context.FormatOrDefault)
                errors.Add($"object-info: protocol error, expected to get oid, not '{text.ToDisplayString()}'");
            else
                infos.Add(new ObjectInfoResponseInfo(id, service.Repository.Objects.TryReadHeader(id, out _, out var length) ? length : null));
        }
        return size
            ? new ObjectInfoResponse { Size = true, Infos = infos, Errors = errors }
            : new ObjectInfoResponse { Bares = [.. infos.Select(info => info.Oid)], Errors = errors };
    }
}
