using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GitProto.Tests;

/// <summary>Lets in whoever says the password <c>secret</c>, under any name.</summary>
internal sealed class BasicScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Basic";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.Ordinal))
            return Task.FromResult(AuthenticateResult.NoResult());
        var words = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':');
        if (words[1] != "secret")
            return Task.FromResult(AuthenticateResult.Fail("wrong password"));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, words[0])], Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"the tests\"";
        return Task.CompletedTask;
    }
}
