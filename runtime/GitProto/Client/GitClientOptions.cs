using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>How a client talks to servers.</summary>
public sealed record GitClientOptions
{
    /// <summary>The defaults.</summary>
    public static GitClientOptions Default { get; } = new();

    /// <summary>The newest protocol the client asks for: 0, 1 or 2. A server may answer with an older one. Default 2.</summary>
    public int Protocol { get; init; } = 2;

    /// <summary>How long to wait for the server.</summary>
    public GitTimeouts Timeouts { get; init; } = GitTimeouts.Default;

    /// <summary>The clock of the time-outs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Which addresses are taken.</summary>
    public GitUrlOptions Urls { get; init; } = GitUrlOptions.Default;

    /// <summary>
    /// The program that serves a local repository; the path of the repository becomes its last argument. Null, the default: the server of this library, in this process.
    /// <see cref="LocalServer.Shell"/> makes one of a command line.
    /// </summary>
    public ProcessCommand? UploadPack { get; init; }

    /// <summary>
    /// The program that takes pushes into a local repository; the path of the repository becomes its last argument. Null, the default: the server of this library, in
    /// this process, by <see cref="LocalPush"/>. <see cref="LocalServer.Shell"/> makes one of a command line.
    /// </summary>
    public ProcessCommand? ReceivePack { get; init; }

    /// <summary>What a push into a local repository may do, where no program takes it. Default: what git allows, and the hooks of that repository are run, as with git.</summary>
    public ReceivePackRules LocalPush { get; init; } = new() { RunGitHooks = true };

    /// <summary>
    /// Whose local repositories are pushed to and archived, where no program does that; anybody's are fetched from, as with git. Default: those of the user of this process.
    /// </summary>
    public RepositoryOwners? LocalOwners { get; init; } = RepositoryOwners.Current;

    /// <summary>Who changes refs where a local path is pushed to in this process, and when, for their logs. Null, the default: see <see cref="FileRepositoryOptions.Committer"/>.</summary>
    public Func<RepositoryConfig, Signature>? LocalCommitter { get; init; }

    /// <summary>The program that makes archives of a local repository, as <see cref="UploadPack"/>.</summary>
    public ProcessCommand? UploadArchive { get; init; }

    /// <summary>How ssh is run.</summary>
    public SshOptions Ssh { get; init; } = SshOptions.Default;

    /// <summary>What is run on the other machine of ssh to send objects, read by its shell; the path is added. Null, the default: git's program.</summary>
    public string? RemoteUploadPack { get; init; }

    /// <summary>The same to take pushes.</summary>
    public string? RemoteReceivePack { get; init; }

    /// <summary>The same to make archives.</summary>
    public string? RemoteUploadArchive { get; init; }

    /// <summary>
    /// Is given each line that ssh, or a program for a local repository, prints on its standard error, cleaned for a terminal. Null, the default: it is told only
    /// where it explains an error.
    /// </summary>
    public Action<RemoteLine>? ErrorText { get; init; }

    /// <summary>The host a git:// server is told, if it shall not be the one of the URL.</summary>
    public string? VirtualHost { get; init; }

    /// <summary>How the client talks HTTP.</summary>
    public GitHttpClientOptions Http { get; init; } = GitHttpClientOptions.Default;

    /// <summary>What the client calls itself; no space, no control character. Null: nothing is told.</summary>
    public string? Agent { get; init; } = ClientAgent.Default;

    /// <summary>Texts for the server, sent with each request of v2.</summary>
    /// <exception cref="CapabilityNotAdvertisedException">The server takes none, or speaks an older protocol.</exception>
    public IReadOnlyList<ByteString> ServerOptions { get; init; } = [];

    /// <summary>How much one message of the server may be.</summary>
    public WireLimits Limits { get; init; } = WireLimits.Default;

    /// <summary>The largest number of refs that a server may list. Default 5 million.</summary>
    public int MaxRefs { get; init; } = 5_000_000;

    /// <summary>How long the client looks for common history.</summary>
    public NegotiationOptions Negotiation { get; init; } = NegotiationOptions.Default;

    /// <summary>Is told of every packet.</summary>
    public IPacketObserver? Observer { get; init; }

    /// <summary>Is given each line of what the server tells people, progress among it, cleaned for a terminal.</summary>
    public Action<RemoteLine>? RemoteText { get; init; }

    /// <summary>Is told how far the server and the client are.</summary>
    public IProgress<GitProgress>? Progress { get; init; }

    /// <summary>True if nobody wants to hear of the progress of the server.</summary>
    internal bool IsQuiet => RemoteText is null && Progress is null;
}
