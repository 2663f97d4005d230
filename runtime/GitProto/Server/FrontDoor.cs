using System.Net;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Server;

/// <summary>Reads what a git:// client calls for and finds it.</summary>
internal sealed class FrontDoor(WireSession session, GitService? only, IRepositoryResolver resolver, GitServerOptions options, EndPoint? peer)
{
    private const int MaxPathShown = 1024;

    /// <summary>Lets a client in.</summary>
    /// <exception cref="PolicyException">It may not have that, or there is nothing: the text is the same, and git's.</exception>
    public async Task<Admission> AdmitAsync(CancellationToken cancellationToken)
    {
        var call = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (RequestedService.Of(call.Service) is not { } service || !IsOn(service) || (only ?? service) != service)
            throw Denied(call.Path, RefusalTexts.ServiceOff);
        var request = new RepositoryRequest(Path(call), service) { Host = call.Host ?? default, Peer = peer };
        var served = await FindAsync(request, cancellationToken).ConfigureAwait(false) ?? throw Denied(call.Path, RefusalTexts.NoSuchRepository);
        return new Admission(served, service, ProtocolVersion.Choose(call.Extras));
    }

    /// <summary>The path, without one LF at its end (git-proto-request.trailing-newline).</summary>
    private static ByteString Path(GitProtoRequestRequest call) => call.Path.Span is [.. var path, (byte)'\n'] ? new ByteString(path) : call.Path;

    private bool IsOn(GitService service) => service is GitService.UploadPack or GitService.UploadArchive || (service is GitService.ReceivePack && options.AllowReceivePack);

    private async Task<GitProtoRequestRequest> ReadAsync(CancellationToken cancellationToken)
    {
        using var init = new CancellationTokenSource(options.InitTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, init.Token);
        try
        {
            var (message, _) = await ConnectFlow.Server.Begin(session).ReceiveAsync(either.Token).ConfigureAwait(false);
            return message.Request;
        }
        catch (OperationCanceledException) when (init.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GitTimeoutException(nameof(GitServerOptions.InitTimeout), options.InitTimeout, "the client did not name its service", session.Context.Where);
        }
    }

    private async ValueTask<ServedRepository?> FindAsync(RepositoryRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var served = await resolver.ResolveAsync(request, cancellationToken).ConfigureAwait(false);
            _ = served?.Repository;
            return served;
        }
        catch (GitProtoException e)
        {
            throw options.InformativeErrors ? e : Denied(request.Path, RefusalTexts.NotExported, e);
        }
    }

    private PolicyException Denied(ByteString path, Func<string, string> text, Exception? inner = null)
    {
        var shown = Escape.ForDisplay(path.Span[..Math.Min(path.Length, MaxPathShown)]);
        return options.InformativeErrors ? new(text(shown), inner) : new(RefusalTexts.NotExported(shown), inner ?? new PolicyException(text(shown)));
    }
}
