using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Checks the capabilities that ride on a request of v2.</summary>
internal static class RequestCheck
{
    /// <summary>Refuses what was not offered, and a request for another hash.</summary>
    /// <exception cref="MalformedMessageException">The texts are git's.</exception>
    public static void Check(WireContext context, ObjectFormat format)
    {
        foreach (var word in context.Asked.Words)
        {
            var id = context.Spec.Identify(context.Asked.Place, true, word.Span);
            if (id == 0 || !context.Offered.Has((CapabilityId)id))
                throw new MalformedMessageException($"unknown capability '{Escape.ForDisplay(word.Span[..Math.Min(word.Length, 200)])}'");
        }
        var hash = context.Asked.TryGetObjectFormat(out var asked) ? asked.Hash : ObjectFormatHash.Sha1;
        if (!hash.Value.Span.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(format.Name())))
            throw new MalformedMessageException($"mismatched object format: server {format.Name()}; client {hash}");
    }
}
