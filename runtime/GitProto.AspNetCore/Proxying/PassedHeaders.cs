using Microsoft.AspNetCore.Http;

namespace GitProto.AspNetCore.Proxying;

/// <summary>Which fields of a head are passed on: those that do not belong to one connection.</summary>
internal static class PassedHeaders
{
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host", "Expect", "Accept-Encoding", "Content-Length",
    };

    /// <summary>The fields of a request. The length goes with its content; where the body is changed, it has no encoding either.</summary>
    public static void Copy(IHeaderDictionary from, HttpRequestMessage to, bool isChanged)
    {
        foreach (var (name, values) in from)
        {
            if (IsPassed(name, from.Connection, isChanged) && !to.Headers.TryAddWithoutValidation(name, values.ToArray()))
                to.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
    }

    /// <summary>The fields of an answer.</summary>
    public static void Copy(HttpResponseMessage from, IHeaderDictionary to, bool isChanged)
    {
        string?[] connection = from.Headers.TryGetValues("Connection", out var values) ? [.. values] : [];
        foreach (var (name, value) in from.Headers.Concat(from.Content.Headers))
        {
            if (IsPassed(name, connection, isChanged))
                to[name] = value.ToArray();
        }
        // What is known of the length is told, as the answer to HEAD does without a body.
        if (!isChanged && from.Content.Headers.ContentLength is { } length)
            to.ContentLength = length;
    }

    private static bool IsPassed(string name, IEnumerable<string?> connection, bool isChanged) =>
        !Kept.Contains(name)
        && !(isChanged && string.Equals(name, "Content-Encoding", StringComparison.OrdinalIgnoreCase))
        && !connection.SelectMany(one => (one ?? "").Split(',')).Any(one => string.Equals(one.Trim(), name, StringComparison.OrdinalIgnoreCase));
}
