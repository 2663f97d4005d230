using GitProto.Server;
using Microsoft.AspNetCore.Http;

namespace GitProto.AspNetCore;

/// <summary>How Git is served over HTTP. The defaults are safe: everybody who can connect may read what the resolver finds, nobody may push.</summary>
public sealed class GitEndpointOptions
{
    /// <summary>Finds the repositories. Null: the <see cref="IRepositoryResolver"/> of the application's services.</summary>
    public IRepositoryResolver? Resolver { get; set; }

    /// <summary>How clients are served. Its <see cref="GitServerOptions.AllowReceivePack"/> does not count here: see <see cref="Push"/>.</summary>
    public GitServerOptions Server { get; set; } = GitServerOptions.Default;

    /// <summary>Changes how one client is served, as by a hook that knows the user. Called when the client may come in. Null changes nothing.</summary>
    public Func<HttpContext, GitServerOptions, GitServerOptions>? ServerFor { get; set; }

    /// <summary>Who may push. Default nobody.</summary>
    public GitHttpAccess Push { get; set; }

    /// <summary>Who may have archives. Default, as in git: whoever proved who they are.</summary>
    public GitHttpAccess Archive { get; set; } = GitHttpAccess.Users;

    /// <summary>
    /// The authorization policy that whoever lists refs, fetches or has archives must meet; it is asked with a <see cref="GitAccess"/>. Null, the default: none. Who does
    /// not meet it is asked to prove who they are, or, if they have, told what they are told of a repository that is not there.
    /// </summary>
    public string? ReadPolicy { get; set; }

    /// <summary>The same for those who push. <see cref="Push"/> counts, too.</summary>
    public string? PushPolicy { get; set; }

    /// <summary>How long bodies of requests may be. These bounds count in place of the web server's.</summary>
    public SmartHttpLimits Limits { get; set; } = SmartHttpLimits.Default;

    /// <summary>Requests served at the same time. Default 64.</summary>
    public int MaxConcurrentRequests { get; set; } = 64;

    /// <summary>Requests that wait for others to end; more are answered with 503. Default 256.</summary>
    public int MaxQueuedRequests { get; set; } = 256;

    /// <summary>How long a request waits for others to end; then it is answered with 503. Default 30 seconds.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the rest of a request is read and thrown away once the answer is complete. A client that is still sending would lose the answer otherwise. Default
    /// 30 seconds.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
