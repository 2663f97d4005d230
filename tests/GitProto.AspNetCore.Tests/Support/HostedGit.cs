using System.Globalization;
using GitProto.AspNetCore;
using GitProto.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>A directory of repositories behind Kestrel, on a free loopback port, and room for clones.</summary>
internal sealed class HostedGit : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly WatchedWebDoor door;

    private HostedGit(TestDirectory place, WebApplication app, WatchedWebDoor door) => (Place, this.app, this.door) = (place, app, door);

    public TestDirectory Place { get; }

    /// <summary>The port of the server itself, for clients that are meant to break rules.</summary>
    public int Port => LoopbackWeb.PortOf(app);

    public LogLines Log => app.Services.GetRequiredService<LogLines>();

    /// <summary>Starts it; anybody may push unless told otherwise.</summary>
    /// <param name="git">Changes how Git is served.</param>
    /// <param name="build">Changes the services.</param>
    /// <param name="map">Serves Git in another way.</param>
    public static async Task<HostedGit> StartAsync(Action<GitEndpointOptions>? git = null, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? map = null)
    {
        var place = new TestDirectory();
        Directory.CreateDirectory(place.At("served"));
        var builder = LoopbackWeb.Builder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<LogLines>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Services.AddGitProto(options =>
        {
            options.Resolver = new DirectoryResolver(place.At("served"));
            options.Push = GitHttpAccess.Everybody;
            git?.Invoke(options);
        });
        build?.Invoke(builder);
        var app = builder.Build();
        if (map is null)
            app.MapGit();
        else
            map(app);
        await app.StartAsync();
        return new HostedGit(place, app, await WatchedWebDoor.StartAsync(LoopbackWeb.PortOf(app)));
    }

    /// <summary>The path of a served repository below <see cref="Place"/>.</summary>
    public static string In(string name) => Path.Join("served", name);

    /// <summary>Where a repository is, behind a door that <see cref="FlowWatch"/> reads at.</summary>
    public string Url(string name, string login = "") =>
        string.Create(CultureInfo.InvariantCulture, $"http://{(login.Length == 0 ? "" : login + "@")}127.0.0.1:{door.Port}/{name}");

    /// <summary>The same at the server itself, for requests that no client would send.</summary>
    public string DirectUrl(string name) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{name}");

    /// <summary>Runs git beside the served repositories with a version of the protocol.</summary>
    public string Git(int version, params string[] arguments) => RealGit.Run(Place.Path, ["-c", string.Create(CultureInfo.InvariantCulture, $"protocol.version={version}"), .. arguments]);

    /// <summary>Shows what was logged last, if the test that ends has failed.</summary>
    public void ShowLogOfAFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            TestContext.Out.WriteLine(string.Join('\n', Log.All.TakeLast(40)));
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await app.DisposeAsync();
        Place.Dispose();
    }
}
