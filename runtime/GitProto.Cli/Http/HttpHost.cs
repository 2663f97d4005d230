using System.Net;
using GitProto.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GitProto.Cli.Http;

/// <summary>Listens for HTTP by Kestrel, which takes no settings from files or variables.</summary>
internal sealed class HttpHost : IAsyncDisposable
{
    // Many more than are served at once: a connection that is open costs little, and must not keep others out.
    private const int MaxConnections = 4096;
    private readonly WebApplication app;

    private HttpHost(WebApplication app) => this.app = app;

    /// <summary>What the URLs of the repositories begin with.</summary>
    public Uri BaseUrl
    {
        get
        {
            var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            var isAny = IPAddress.TryParse(listening.DnsSafeHost, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
            return isAny ? new UriBuilder(listening) { Host = "localhost" }.Uri : listening;
        }
    }

    /// <summary>How the web server is set.</summary>
    public KestrelServerOptions Kestrel => app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="headTimeout">How long a client may take to say what it wants, at first and again.</param>
    /// <param name="git">How Git is served.</param>
    /// <param name="log">Is told of clients that failed.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static Task<HttpHost> ServeAsync(IPAddress address, int port, TimeSpan headTimeout, Action<GitEndpointOptions> git, ILoggerProvider? log) =>
        StartAsync(address, port, headTimeout, services => services.AddGitProto(git), app => app.MapGit(), log);

    /// <summary>Starts to listen as a proxy.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="upstream">What stands in front of the paths at the server.</param>
    /// <param name="options">What is done with what passes.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static Task<HttpHost> ProxyAsync(IPAddress address, int port, Uri upstream, GitHttpProxyOptions options) =>
        StartAsync(address, port, options.Idle, services => services.AddRoutingCore(), app => app.MapGitProxy(upstream, options), null);

    private static async Task<HttpHost> StartAsync(
        IPAddress address, int port, TimeSpan headTimeout, Action<IServiceCollection> add, Action<WebApplication> map, ILoggerProvider? log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.KeepAliveTimeout = headTimeout;
            kestrel.Limits.RequestHeadersTimeout = headTimeout;
            kestrel.Listen(address, port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        if (log is not null)
            builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        add(builder.Services);
        var host = new HttpHost(builder.Build());
        try
        {
            map(host.app);
            await host.app.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no new client and waits for those that are being served.</summary>
    /// <param name="cancellationToken">Ends the wait: what is still being served is cut off.</param>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The tool hears the signals itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
