using System.Net;
using GitProto.Server;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitProto.AspNetCore;

/// <summary>
/// Decides who may have what. A repository that is not there and one that the client may not have give the same answer: 401 to those who did not prove who
/// they are, 404 to those who did.
/// </summary>
internal sealed partial class GitDoor(GitEndpointOptions options, ILogger logger)
{
    /// <summary>Lets a client in, or not.</summary>
    public async Task<GitAdmission> AdmitAsync(HttpContext context, SmartHttpRequest request)
    {
        var isPush = request.Service is GitService.ReceivePack;
        var access = isPush ? options.Push : request.Service is GitService.UploadArchive ? options.Archive : GitHttpAccess.Everybody;
        if (access is GitHttpAccess.Off)
            return new(null, SmartHttpRefusal.ServiceOff);
        var policy = await PolicyAsync(context, isPush ? options.PushPolicy : options.ReadPolicy).ConfigureAwait(false);
        var authenticated = policy is null ? null : await Evaluator(context).AuthenticateAsync(policy, context).ConfigureAwait(false);
        var isKnown = authenticated?.Succeeded ?? context.User.Identity is { IsAuthenticated: true };
        if (access is GitHttpAccess.Users && !isKnown)
            return await ChallengeAsync(context, policy).ConfigureAwait(false);
        var served = await FindAsync(context, request).ConfigureAwait(false);
        if (served is not null)
        {
            // A repository that a push makes is made here, and not before it is known that the client may have it.
            var may = policy is null || (await Evaluator(context).AuthorizeAsync(policy, authenticated!, context, new GitAccess(request.Service, served.Name)).ConfigureAwait(false)).Succeeded;
            if (may && (request.HeadOnly || TryOpen(served, request)))
                return new(served);
            served.Dispose();
        }
        if (policy is null)
            return new(null, SmartHttpRefusal.NotFound);
        return isKnown ? new(null, SmartHttpRefusal.NotFound) : await ChallengeAsync(context, policy).ConfigureAwait(false);
    }

    private static IPolicyEvaluator Evaluator(HttpContext context) => context.RequestServices.GetRequiredService<IPolicyEvaluator>();

    private static async ValueTask<AuthorizationPolicy?> PolicyAsync(HttpContext context, string? name) =>
        name is null ? null : await context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no authorization policy '{name}'.");

    private static async Task<GitAdmission> ChallengeAsync(HttpContext context, AuthorizationPolicy? policy)
    {
        if (policy is { AuthenticationSchemes: { Count: > 0 } schemes })
        {
            foreach (var scheme in schemes)
                await context.ChallengeAsync(scheme).ConfigureAwait(false);
            return GitAdmission.Challenged;
        }
        // Without a way to prove it, to ask is no use.
        var known = context.RequestServices.GetService<IAuthenticationSchemeProvider>();
        if (known is null || await known.GetDefaultChallengeSchemeAsync().ConfigureAwait(false) is null)
            return new(null, SmartHttpRefusal.ServiceOff);
        await context.ChallengeAsync().ConfigureAwait(false);
        return GitAdmission.Challenged;
    }

    private async ValueTask<ServedRepository?> FindAsync(HttpContext context, SmartHttpRequest request)
    {
        var connection = context.Connection;
        var asked = new RepositoryRequest(request.Path, request.Service)
        {
            Host = context.Request.Host.Value ?? "",
            Peer = connection.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort) : null,
        };
        try
        {
            return await options.Resolver!.ResolveAsync(asked, context.RequestAborted).ConfigureAwait(false);
        }
        catch (GitProtoException e)
        {
            // What cannot be served looks like what is not there.
            LogNotServed(request.Service, request.Path.ToDisplayString(), Reason(e));
            return null;
        }
    }

    private bool TryOpen(ServedRepository served, SmartHttpRequest request)
    {
        try
        {
            return served.Repository is not null;
        }
        catch (GitProtoException e)
        {
            LogNotServed(request.Service, request.Path.ToDisplayString(), Reason(e));
            return false;
        }
    }

    // What a resolver tells clients may have its true reason within.
    private static string Reason(GitProtoException e) => Escape.ForDisplay((e.InnerException as GitProtoException ?? e).Message);

    [LoggerMessage(14, LogLevel.Information, "Cannot serve {Service} of {Path}: {Reason}")]
    private partial void LogNotServed(GitService service, string path, string reason);
}
