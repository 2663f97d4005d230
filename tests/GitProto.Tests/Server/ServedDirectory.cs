using System.Globalization;
using GitProto.Server;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A directory of repositories behind a server, and room for clones.</summary>
internal sealed class ServedDirectory : IAsyncDisposable
{
    private readonly GitServer server;
    private readonly WatchedDoor door;

    public ServedDirectory(GitServerOptions? options = null)
    {
        Directory.CreateDirectory(Place.At("served"));
        var resolver = new DirectoryResolver(Root);
        server = GitServer.Start(resolver, options, new GitTcpServerOptions { OnError = (error, _) => Errors.Add(error) });
        door = new WatchedDoor(server.Port);
    }

    public TestDirectory Place { get; } = new();

    public string Root => Place.At("served");

    public List<Exception> Errors { get; } = [];

    /// <summary>The port of the server itself, for clients that are meant to break rules.</summary>
    public int Port => server.Port;

    /// <summary>Where a repository is, behind a door that <see cref="FlowWatch"/> reads at.</summary>
    public string Url(string name) => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{door.Port}/{name}");

    public static string In(string name) => Path.Join("served", name);

    /// <summary>Runs git beside the served repositories with a version of the protocol.</summary>
    public string Git(int version, params string[] arguments) => RealGit.Run(Place.Path, ["-c", $"protocol.version={version}", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await server.DisposeAsync();
        Place.Dispose();
    }
}
