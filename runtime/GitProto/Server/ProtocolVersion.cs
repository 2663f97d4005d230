using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Which version of the protocol is spoken with a client.</summary>
public static class ProtocolVersion
{
    /// <summary>The newest one known here.</summary>
    public const int Newest = 2;

    /// <summary>Chooses from what a client sent with its request: the highest version that is known; 0 if it named none.</summary>
    public static int Choose(IEnumerable<GitProtoRequestExtra> extras) =>
        (int)extras.OfType<GitProtoRequestExtraVersion>().Select(extra => extra.Number).Where(number => number is >= 0 and <= Newest).DefaultIfEmpty().Max();

    /// <summary>Chooses from the variable <c>GIT_PROTOCOL</c>, or the HTTP header of the same use: words with colons between them.</summary>
    public static int Choose(string? words)
    {
        var context = new WireContext();
        var extras = new List<GitProtoRequestExtra>();
        foreach (var word in (words ?? "").Split(':'))
        {
            ReadError ignored = default;
            if (GitProtoRequestExtra.TryRead(new ByteString(System.Text.Encoding.UTF8.GetBytes(word)).Span, context, ref ignored, out var extra))
                extras.Add(extra);
        }
        return Choose(extras);
    }
}
