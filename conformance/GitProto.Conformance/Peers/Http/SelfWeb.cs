using GitProto.AspNetCore;
using GitProto.Server;
using GitProto.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitProto.Conformance.Peers.Http;

/// <summary>The server of this library behind Kestrel, in this process.</summary>
internal static class SelfWeb
{
    /// <summary>Starts it over a directory. Everybody may push and have archives.</summary>
    public static async Task<RunningServer> StartAsync(string directory, GitServerOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGitProto(git =>
        {
            git.Resolver = new DirectoryResolver(directory, path => FileRepository.TryOpen(path));
            git.Server = options;
            git.Push = git.Archive = GitHttpAccess.Everybody;
        });
        var app = builder.Build();
        app.MapGit();
        await app.StartAsync(cancellationToken);
        return new RunningServer(new WebAddress(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())), directory, app.DisposeAsync);
    }
}
