using System.Net;

namespace GitProto.Transports;

/// <summary>Where a redirect of the first request leads.</summary>
/// <remarks>Source: http.c update_url_from_redirect: the target has to end as the URL that was asked, and what stands before is the new base.</remarks>
internal static class HttpRedirection
{
    private const int MaxLocation = 8 * 1024;

    /// <summary>True for a status that redirects a GET.</summary>
    public static bool Is(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>The new place.</summary>
    /// <param name="response">The redirect.</param>
    /// <param name="place">What was asked.</param>
    /// <param name="tail">What stood behind its path.</param>
    /// <param name="urls">Which URLs are taken.</param>
    /// <exception cref="PolicyException">It leads where nobody should follow.</exception>
    public static GitUrl Target(HttpResponseMessage response, GitUrl place, string tail, GitUrlOptions urls)
    {
        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) && values.Count == 1 ? values.ToString() : "";
        var shown = Escape.ForDisplay(PercentEncoding.HidePassword(location.Length > 200 ? location[..200] + "..." : location));
        if (location.Length is 0 or > MaxLocation || location.AsSpan().ContainsAnyExceptInRange('!', '~') || location.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(HttpAddress.Of(place, tail), location, out var target))
            throw Refuse("it is no URL");
        if (UrlSchemes.KindOf(target.Scheme) is not (GitUrlKind.Http or GitUrlKind.Https))
            throw Refuse("it leads to another kind of transport");
        if (UrlSchemes.KindOf(target.Scheme) == GitUrlKind.Http && place.Kind == GitUrlKind.Https)
            throw Refuse("it leads from https to http");
        var text = new UriBuilder(target) { UserName = "", Password = "", Fragment = "" }.Uri.AbsoluteUri;
        if (!text.EndsWith(tail, StringComparison.Ordinal))
            throw Refuse($"it does not end in '{tail}'");
        try
        {
            return GitUrl.Parse(text[..^tail.Length] is { Length: > 0 } cut && cut.EndsWith('/') ? cut : text[..^tail.Length] + "/", urls);
        }
        catch (InvalidUrlException e)
        {
            throw Refuse(e.Message);
        }

        PolicyException Refuse(string why) => new($"The server at '{place}' redirects to '{shown}', which is not followed: {why}.");
    }
}
