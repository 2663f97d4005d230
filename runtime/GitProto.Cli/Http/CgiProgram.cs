using System.IO.Pipelines;
using GitProto.Cli.Output;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Http;

/// <summary>Answers one request of a web server.</summary>
/// <remarks>Source: git-http-backend; http-backend.c.</remarks>
internal sealed class CgiProgram(GitConnection connection)
{
    /// <summary>Answers it.</summary>
    /// <returns>The exit code: git's is 0 unless a service failed that had begun to speak.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var request = SmartHttpRequest.Read(CgiEnvironment.Head());
            if (request.Refusal is { } refusal)
                return await RefuseAsync(refusal, cancellation);
            using var served = await FindAsync(request, cancellation);
            if (served is null)
                return await RefuseAsync(SmartHttpRefusal.NotFound, cancellation);
            var config = ((FileRepository)served.Repository).Config;
            if (!HttpConfig.IsOn(config, request.Service, CgiEnvironment.User is not null))
                return await RefuseAsync(SmartHttpRefusal.ServiceOff, cancellation);
            var limits = SmartHttpLimits.Default;
            return await ServeAsync(request, served, limits with { MaxFetchRequest = CgiEnvironment.BufferLimit ?? HttpConfig.BufferLimit(config) ?? limits.MaxFetchRequest }, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure.Report(e);
            return await RefuseAsync(new SmartHttpRefusal((e as SmartHttpBodyException)?.Status ?? 500), cancellation);
        }
    }

    private async Task<int> ServeAsync(SmartHttpRequest request, ServedRepository served, SmartHttpLimits limits, CancellationToken cancellation)
    {
        var answer = new CgiAnswer(connection.Output, request.ResultType);
        try
        {
            if (!request.HeadOnly)
            {
                var body = connection.Input.AsStream();
                var input = await SmartHttpBody.OpenAsync(CgiEnvironment.Length is { } length ? new LengthStream(body, length) : body, request, limits, cancellation);
                CgiEnvironment.NameCommitter();
                var options = new GitServerOptions { Timeouts = GitTimeouts.None, ReceivePack = new ReceivePackRules { RunGitHooks = true } };
                await SmartHttpServer.ServeAsync(new Bodies(input, answer.Body), served, request, options, cancellation);
            }
            answer.Body.Start();
            await connection.Output.FlushAsync(cancellation);
            return ExitCode.Success;
        }
        catch (Exception e) when (answer.Body.HasStarted && e is not OperationCanceledException)
        {
            // No second head: that the program fails is all that can still be told.
            Failure.Report(e);
            return ExitCode.Refused;
        }
    }

    private async Task<int> RefuseAsync(SmartHttpRefusal refusal, CancellationToken cancellation)
    {
        CgiAnswer.Refuse(connection.Output, refusal);
        await connection.Output.FlushAsync(cancellation);
        return ExitCode.Success;
    }

    private static async ValueTask<ServedRepository?> FindAsync(SmartHttpRequest request, CancellationToken cancellation)
    {
        var resolver = new DirectoryResolver(CgiEnvironment.Root ?? Path.GetPathRoot(Environment.CurrentDirectory)!, new DirectoryResolverOptions { Namespace = HostConfig.Namespace(), Owners = HostConfig.Owners(), Committer = HostCommitter.Of });
        try
        {
            var served = await resolver.ResolveAsync(new RepositoryRequest(request.Path, request.Service), cancellation);
            if (served is null || CgiEnvironment.ExportsAll || File.Exists(Path.Join(((FileRepository)served.Repository).GitDirectory, GitTransport.ExportMark)))
                return served;
            served.Dispose();
            Failure.Report(new ToolException($"repository not exported: '{served.Name}'"));
        }
        catch (PolicyException e)
        {
            Failure.Report(e);
        }
        return null;
    }

    private sealed record Bodies(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
