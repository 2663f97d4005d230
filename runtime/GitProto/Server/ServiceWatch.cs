using System.Diagnostics;
using GitProto.Storage;
using Microsoft.Extensions.Logging;

namespace GitProto.Server;

/// <summary>Logs, counts and traces each service from its beginning to its end.</summary>
internal static partial class ServiceWatch
{
    /// <summary>Runs a service and tells of it.</summary>
    public static async Task RunAsync(GitService service, IRepository repository, int version, GitServerOptions options, Func<Task> serve)
    {
        var tag = new KeyValuePair<string, object?>(GitServerTelemetry.ServiceTag, service.ToString());
        var name = repository is FileRepository files ? Escape.ForDisplay(files.GitDirectory) : null;
        using var activity = GitServerTelemetry.Source.StartActivity($"Git {service}", ActivityKind.Server);
        activity?.SetTag(tag.Key, tag.Value).SetTag(GitServerTelemetry.VersionTag, version).SetTag(GitServerTelemetry.RepositoryTag, name);
        GitServerTelemetry.Active.Add(1, tag);
        var start = Stopwatch.GetTimestamp();
        var outcome = GitServerTelemetry.Served;
        try
        {
            await serve().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var reason = Escape.ForDisplay(e.Message);
            outcome = e is OperationCanceledException ? GitServerTelemetry.Cancelled : e is GitProtoException ? GitServerTelemetry.Refused : GitServerTelemetry.Failed;
            activity?.SetStatus(ActivityStatusCode.Error, reason);
            if (e is OperationCanceledException)
                LogCancelled(options.Logger, service, name);
            else if (e is GitProtoException)
                LogRefused(options.Logger, service, name, reason);
            else if (e is IOException)
                LogFailed(options.Logger, service, name, reason);
            else
                LogBroken(options.Logger, e, service, name);
            throw;
        }
        finally
        {
            var ended = new KeyValuePair<string, object?>(GitServerTelemetry.OutcomeTag, outcome);
            var took = Stopwatch.GetElapsedTime(start);
            activity?.SetTag(ended.Key, outcome);
            GitServerTelemetry.Active.Add(-1, tag);
            GitServerTelemetry.Services.Add(1, tag, ended);
            GitServerTelemetry.Duration.Record(took.TotalSeconds, tag, ended);
            if (outcome == GitServerTelemetry.Served)
                LogServed(options.Logger, service, name, version, took.TotalMilliseconds);
        }
    }

    /// <summary>Lets a client in, and tells of it if it may not come in, or leaves before it has said what it wants.</summary>
    public static async Task<Admission> AdmitAsync(GitServerOptions options, Func<Task<Admission>> admit)
    {
        try
        {
            return await admit().ConfigureAwait(false);
        }
        catch (GitProtoException e)
        {
            GitServerTelemetry.CountRefused(null);
            // What the client is told may be less.
            LogNotAdmitted(options.Logger, Escape.ForDisplay(Innermost(e).Message));
            throw;
        }
        catch (IOException e)
        {
            GitServerTelemetry.Count(null, GitServerTelemetry.Failed);
            LogLeft(options.Logger, Escape.ForDisplay(e.Message));
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            GitServerTelemetry.Count(null, GitServerTelemetry.Failed);
            LogBrokeEarly(options.Logger, e);
            throw;
        }
    }

    private static GitProtoException Innermost(GitProtoException e)
    {
        while (e.InnerException is GitProtoException inner)
            e = inner;
        return e;
    }

    [LoggerMessage(1, LogLevel.Debug, "Served {Service} of {Repository} in version {Version} in {Milliseconds} ms")]
    private static partial void LogServed(ILogger logger, GitService service, string? repository, int version, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Refused {Service} of {Repository}: {Reason}")]
    private static partial void LogRefused(ILogger logger, GitService service, string? repository, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Service} of {Repository} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, GitService service, string? repository, string reason);

    [LoggerMessage(4, LogLevel.Debug, "{Service} of {Repository} was cancelled")]
    private static partial void LogCancelled(ILogger logger, GitService service, string? repository);

    [LoggerMessage(5, LogLevel.Error, "{Service} of {Repository} broke")]
    private static partial void LogBroken(ILogger logger, Exception error, GitService service, string? repository);

    [LoggerMessage(6, LogLevel.Information, "Refused before a service began: {Reason}")]
    private static partial void LogNotAdmitted(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Information, "Failed before a service began: {Reason}")]
    private static partial void LogLeft(ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Error, "Broke before a service began")]
    private static partial void LogBrokeEarly(ILogger logger, Exception error);
}
