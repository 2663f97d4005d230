using System.Globalization;
using GitProto.AspNetCore;
using GitProto.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>A directory of repositories behind Kestrel, on a free loopback port, and room for clones.</summary>
internal sealed class HostedGit : IAsyncDisposable
{
    private readonly WebApplication app;

    private HostedGit(TestDirectory place, WebApplication app)
    {
        (Place, this.app) = (place, app);
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public TestDirectory Place { get; }

    public int Port { get; }

    public LogLines Log => app.Services.GetRequiredService<LogLines>();

    /// <summary>Starts it; anybody may push unless told otherwise.</summary>
    /// <param name="git">Changes how Git is served.</param>
    /// <param name="build">Changes the services.</param>
    /// <param name="map">Serves Git in another way.</param>
    public static async Task<HostedGit> StartAsync(Action<GitEndpointOptions>? git = null, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? map = null)
    {
        var place = new TestDirectory();
        Directory.CreateDirectory(place.At("served"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
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
        return new HostedGit(place, app);
    }

    /// <summary>The path of a served repository below <see cref="Place"/>.</summary>
    public static string In(string name) => Path.Join("served", name);

    public string Url(string name, string login = "") =>
        string.Create(CultureInfo.InvariantCulture, $"http://{(login.Length == 0 ? "" : login + "@")}127.0.0.1:{Port}/{name}");

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
        await app.DisposeAsync();
        Place.Dispose();
    }
}
