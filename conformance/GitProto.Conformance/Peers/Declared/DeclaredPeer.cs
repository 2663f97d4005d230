namespace GitProto.Conformance.Peers.Declared;

/// <summary>Makes a peer of what is declared of it.</summary>
internal static class DeclaredPeer
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    /// <summary>The peer.</summary>
    /// <param name="declaration">What is declared.</param>
    /// <param name="directory">A directory of this run, for what is built.</param>
    public static Peer Of(PeerDeclaration declaration, string directory)
    {
        var places = new Dictionary<string, string> { ["drivers"] = Path.Join(AppContext.BaseDirectory, "drivers"), ["build"] = Path.Join(directory, declaration.Name) };
        var client = declaration.Client is { } driver ? new DriverClient(declaration.Name, driver, places) : null;
        var server = declaration.Server is { } command ? new CommandServer(declaration.Name, command, places) { MayLack = name => name.Contains("sha256", StringComparison.Ordinal) } : null;
        return new Peer(declaration.Name, TransportKind.Git, client, server, MissingAsync) { VersionAsync = VersionAsync, PrepareAsync = PrepareAsync };

        async Task<string?> MissingAsync(CancellationToken cancellationToken)
        {
            try
            {
                var end = await Programs.RunAsync(declaration.Version.Fill(places), cancellationToken);
                return end.ExitCode == 0 ? null : LastLine(end.Error) is { Length: > 0 } why ? why : $"its version could not be told: exit code {end.ExitCode}";
            }
            catch (ConformanceException e)
            {
                return e.Message;
            }
        }

        async Task<string?> VersionAsync(CancellationToken cancellationToken) => LastLine((await Programs.RunAsync(declaration.Version.Fill(places), cancellationToken)).Output);

        async Task PrepareAsync(CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(places["build"]);
            if (declaration.Build is { } build)
            {
                var end = await Programs.RunAsync(build.Fill(places) with { Limit = BuildLimit }, cancellationToken);
                if (end.ExitCode != 0)
                    throw new ConformanceException($"{declaration.Name} could not be built: {Escape.ForDisplay((end.Output + end.Error).Trim())}");
            }
            if (client is not null)
                await client.CheckAsync(cancellationToken);
        }
    }

    private static string LastLine(string text) => Escape.ForDisplay(text.Trim().Split('\n')[^1].Trim());
}
