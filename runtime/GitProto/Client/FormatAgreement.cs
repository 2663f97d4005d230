using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Which hash names the objects of a conversation.</summary>
internal static class FormatAgreement
{
    /// <summary>Takes the hash that the server names, checked against the ids it has sent.</summary>
    /// <exception cref="MalformedMessageException">It names one that is not known, or shows ids of another.</exception>
    public static void Reach(WireContext context)
    {
        ObjectFormat? named = null;
        if (context.Offered.TryGetObjectFormat(out var capability))
        {
            var word = capability.Hash.Value;
            named = ObjectFormats.TryParse(word.Span, out var format)
                ? format
                : throw new MalformedMessageException($"The server names objects by '{word.ToDisplayString()}', which is not known ({context.Where})");
        }
        if (named is { } other && context.Format is { } shown && other != shown)
            throw new MalformedMessageException($"The server says that it names objects by {other.Name()}, and shows ids of {shown.Name()} ({context.Where})");
        context.Format ??= named ?? ObjectFormat.Sha1;
    }

    /// <summary>The name of the hash on the wire.</summary>
    public static ObjectFormatHash Word(WireContext context) =>
        context.FormatOrDefault == ObjectFormat.Sha256 ? ObjectFormatHash.Sha256 : ObjectFormatHash.Sha1;
}
