namespace GitProto.Client;

/// <summary>What this library calls itself.</summary>
internal static class ClientAgent
{
    /// <summary>Its name and version.</summary>
    public static string Default { get; } = "gitproto/" + Version();

    private static string Version() => typeof(ClientAgent).Assembly.GetName().Version?.ToString(3) ?? "0";
}
