using System.Reflection;
using GitProto.Protocol;
using GitProto.Transports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GitProto.Server;

/// <summary>How clients are served.</summary>
public sealed record GitServerOptions
{
    /// <summary>The defaults.</summary>
    public static GitServerOptions Default { get; } = new();

    /// <summary>What may be asked of <c>upload-pack</c>.</summary>
    public UploadPackOptions UploadPack { get; init; } = UploadPackOptions.Default;

    /// <summary>Whether clients may push. Where it is off they are told what git tells them. Default no.</summary>
    public bool AllowReceivePack { get; init; }

    /// <summary>What a push may do.</summary>
    public ReceivePackRules ReceivePack { get; init; } = ReceivePackRules.Default;

    /// <summary>What may be asked of <c>upload-archive</c>, which is always on.</summary>
    public UploadArchiveRules UploadArchive { get; init; } = UploadArchiveRules.Default;

    /// <summary>How much one client may ask for.</summary>
    public GitServerLimits Limits { get; init; } = GitServerLimits.Default;

    /// <summary>How much one message of a client may be.</summary>
    public WireLimits WireLimits { get; init; } = WireLimits.Default;

    /// <summary>How long to wait for a client.</summary>
    public GitTimeouts Timeouts { get; init; } = GitTimeouts.Default;

    /// <summary>How long a client may take to name its service. Default 30 seconds.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a git:// client is told why it is refused: that there is no such repository, that it is not exported, that the service is off. Default no: all refusals
    /// read the same, so that nobody learns what is there.
    /// </summary>
    public bool InformativeErrors { get; init; }

    /// <summary>How the server calls itself. Default <c>gitproto/</c> and the version of the library.</summary>
    public string Agent { get; init; } = "gitproto/" + (typeof(GitServerOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    /// <summary>Says which refs no client sees. Null, the default, hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }

    /// <summary>Is told of every packet of every client; may be called from several threads. Default nobody.</summary>
    public IPacketObserver? Observer { get; init; }

    /// <summary>
    /// Is told of every client that was served or refused, and of those that failed. What comes from clients is made fit for display; nothing that proves who
    /// they are is ever logged. Default nobody. See <see cref="GitServerTelemetry"/> for traces and numbers.
    /// </summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The clock for all bounds.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
