using System.Net.Http.Headers;
using GitProto.Client;

namespace GitProto.Transports;

/// <summary>Who the client is to one origin. Nothing is told before the server asks, and nothing to any other origin.</summary>
internal sealed class HttpLogin(GitUrl url, GitHttpClientOptions options)
{
    private const int MaxChallenges = 16;
    private const int MaxChallenge = 4096;
    private readonly ICredentialHelper? helper = options.Credentials;
    private Credential? credential;
    private CredentialRequest? request;
    private bool isApproved;

    /// <summary>Why the last demand of the server could not be met; null if it was, or there was none.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Adds what the server has asked for.</summary>
    public void Apply(HttpRequestMessage message)
    {
        if (credential is { } known)
            message.Headers.Authorization = new AuthenticationHeaderValue(known.Scheme, known.Parameter());
    }

    /// <summary>Answers a demand for credentials.</summary>
    /// <param name="response">The demand.</param>
    /// <param name="canRepeat">Whether the request can be sent again. If not, nobody is asked for what could not be used.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>True if there is something new to try.</returns>
    public async ValueTask<bool> AnswerAsync(HttpResponseMessage response, bool canRepeat, CancellationToken cancellationToken)
    {
        if (credential is { } refused)
        {
            if (request is { } asked && helper is not null)
                await TellAsync(() => helper.RejectAsync(asked, refused, cancellationToken), cancellationToken).ConfigureAwait(false);
            (credential, Refusal) = (null, "the server does not take the credentials");
            return false;
        }
        if (!canRepeat)
        {
            Refusal = "the server asks who is there only once the request has been sent, and it cannot be sent again";
            return false;
        }
        var challenges = Challenges(response);
        string[] schemes = [.. response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (schemes.Length > 0 && !schemes.Any(IsKnown))
        {
            Refusal = $"the server asks for {string.Join(" or ", schemes.Select(Escape.ForDisplay))}, and this client knows Basic and Bearer";
            return false;
        }
        if (url is { User: { } user, Password: { } password })
        {
            if (user.Contains(':', StringComparison.Ordinal))
            {
                Refusal = "the user that the URL names holds a colon, and Basic cannot send such a name";
                return false;
            }
            credential = Credential.Basic(user, password);
        }
        else if (helper is not null)
            credential = await helper.FillAsync(request = Request(challenges), cancellationToken).ConfigureAwait(false);
        Refusal = credential is null ? "the server asks who is there, and no credentials are known" : null;
        return credential is not null;
    }

    /// <summary>The server took what was sent.</summary>
    public async ValueTask AcceptedAsync(CancellationToken cancellationToken)
    {
        if (isApproved || credential is not { } taken)
            return;
        isApproved = true;
        if (request is { } asked && helper is not null)
            await TellAsync(() => helper.ApproveAsync(asked, taken, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the helper. What it makes of it is its own affair: the server has decided already.</summary>
    private async ValueTask TellAsync(Func<ValueTask> tell, CancellationToken cancellationToken)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            options.CredentialsNotKept?.Invoke(e);
        }
    }

    private static bool IsKnown(string scheme) =>
        scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    private static string[] Challenges(HttpResponseMessage response) =>
        [.. response.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()).Where(text => text.Length <= MaxChallenge && !text.Any(char.IsControl)).Take(MaxChallenges)];

    private CredentialRequest Request(string[] challenges) => new()
    {
        Protocol = UrlSchemes.Of(url.Kind),
        Host = url.Authority,
        Path = url.Path.ToString().TrimStart('/'),
        User = url.User,
        Challenges = challenges,
    };
}
