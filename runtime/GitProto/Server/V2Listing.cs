using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Lists refs in v2.</summary>
internal sealed class V2Listing(UploadPackService service)
{
    public async Task<UploadPackV2Flow.Server.Idle> AnswerAsync(
        LsRefsRequest request, UploadPackV2Flow.Server.Listing listing, CancellationToken cancellationToken)
    {
        var asked = request.Arguments ?? new LsRefsRequestArguments();
        var (writer, next) = listing.OpenLsRefsResponse(new LsRefsResponse());
        foreach (var shown in service.Refs.List(asked.RefPrefixs, asked is { Unborn: true, Symrefs: true } && service.Rules.TellUnborn, service.Limits.MaxRefPrefixes))
            await writer.WriteAsync(Entry(shown, asked), cancellationToken).ConfigureAwait(false);
        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        return next;
    }

    private static LsRefsResponseEntry Entry(AdvertisedRef shown, LsRefsRequestArguments asked)
    {
        var attributes = new List<LsRefsResponseAttribute>();
        if (asked.Symrefs && shown.Ref.SymbolicTarget is { } target)
            attributes.Add(new LsRefsResponseAttributeSymrefTarget(target.Bytes));
        if (asked.Peel && shown.Peeled is { } peeled)
            attributes.Add(new LsRefsResponseAttributePeeled(peeled));
        return shown.Ref.Target is { } id
            ? new LsRefsResponseRef(id, shown.Ref.Name.Bytes, attributes)
            : new LsRefsResponseUnborn(shown.Ref.Name.Bytes, attributes);
    }
}
