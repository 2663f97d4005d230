using System.Globalization;
using GitProto.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>A port in front of a server of smart HTTP, whose conversations <see cref="FlowWatch"/> reads.</summary>
internal sealed class WatchedWebDoor : IAsyncDisposable
{
    private readonly WebApplication app;

    private WatchedWebDoor(WebApplication app)
    {
        this.app = app;
        Port = LoopbackWeb.PortOf(app);
    }

    public int Port { get; }

    public static async Task<WatchedWebDoor> StartAsync(int server)
    {
        var builder = LoopbackWeb.Builder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGitProxy(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server}/")), new GitHttpProxyOptions { Tap = _ => FlowWatch.BeginHttp(), Linger = TimeSpan.Zero });
        await app.StartAsync();
        return new WatchedWebDoor(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
