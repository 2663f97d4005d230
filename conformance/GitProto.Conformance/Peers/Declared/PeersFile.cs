namespace GitProto.Conformance.Peers.Declared;

/// <summary>Reads <c>peers.yaml</c>: names of peers, and for each the commands of it.</summary>
internal static class PeersFile
{
    private const string Version = "version", Build = "build", Client = "client", Server = "server";

    /// <summary>The file of the suite.</summary>
    public static string Own => Path.Join(AppContext.BaseDirectory, "peers.yaml");

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConformanceException">It is not there, malformed, or says nothing clear of a peer.</exception>
    public static IReadOnlyList<PeerDeclaration> Read(string path) =>
        [.. YamlFile.Read<Dictionary<string, Dictionary<string, string>>>(path, "peers").Select(peer => Of(path, peer.Key, peer.Value))];

    private static PeerDeclaration Of(string path, string name, Dictionary<string, string> keys)
    {
        if (keys.Keys.FirstOrDefault(key => key is not (Version or Build or Client or Server)) is { } unknown)
            throw new ConformanceException($"{path}: '{name}' has the key '{unknown}', which nobody knows; there are {Version}, {Build}, {Client} and {Server}.");
        if (name is PeerNames.Self or PeerNames.LocalGit || PeerNames.IsGiven(name))
            throw new ConformanceException($"{path}: the name '{name}' is taken.");
        var declaration = new PeerDeclaration(name, Command(Version) ?? throw new ConformanceException($"{path}: '{name}' has no {Version}: a command that prints it, and fails where the peer is missing."))
        {
            Build = Command(Build),
            Client = Command(Client),
            Server = Command(Server),
        };
        Need(declaration.Client, Client, DriverClient.Url);
        Need(declaration.Server, Server, CommandServer.Root, CommandServer.Port);
        return declaration.Client is null && declaration.Server is null ? throw new ConformanceException($"{path}: '{name}' has neither a {Client} nor a {Server}.") : declaration;

        CommandTemplate? Command(string key) => keys.TryGetValue(key, out var text) ? CommandTemplate.Parse(text) : null;

        void Need(CommandTemplate? command, string key, params string[] places)
        {
            if (places.FirstOrDefault(place => command?.Has(place) == false) is { } missing)
                throw new ConformanceException($"{path}: the {key} of '{name}' has no place for {{{missing}}}.");
        }
    }
}
