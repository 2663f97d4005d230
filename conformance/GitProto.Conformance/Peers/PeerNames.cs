namespace GitProto.Conformance.Peers;

/// <summary>How peers are called.</summary>
internal static class PeerNames
{
    /// <summary>This library.</summary>
    public const string Self = "self";

    /// <summary>The server of <c>--server</c>.</summary>
    public const string Server = "server";

    /// <summary>The client of <c>--client</c>.</summary>
    public const string Client = "client";

    /// <summary>The same, and over HTTP.</summary>
    public static IReadOnlyList<(string Name, TransportKind Transport)> Clients { get; } = [.. new[] { TransportKind.Git, TransportKind.Http }.Select(transport => (Over(Client, transport), transport))];

    /// <summary>The installed git.</summary>
    public const string LocalGit = "git";

    /// <summary>True if it is this library, over any transport.</summary>
    public static bool IsSelf(string name) => name == Self || name.StartsWith($"{Self}-", StringComparison.Ordinal);

    /// <summary>True if it is a server or a client of the command line.</summary>
    public static bool IsGiven(string name) => name == Server || Clients.Any(one => one.Name == name);

    /// <summary>A version of git.</summary>
    public static string Git(string version) => $"{LocalGit}-{version}";

    /// <summary>The name of an implementation over a transport: <c>git-2.39</c> is it over git://, <c>git-2.39-http</c> over HTTP.</summary>
    public static string Over(string name, TransportKind transport) => transport == TransportKind.Git ? name : $"{name}-{transport.ToString().ToLowerInvariant()}";
}
