using GitProto.Protocol;

namespace GitProto.Cli.Commands;

/// <summary>
/// What of the environment stays while a client of ssh is served. An sshd may hand on variables of the client; none of them may reach a hook, a library or a
/// program but the version of the protocol.
/// </summary>
internal static class ShellEnvironment
{
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", ProtocolVersionTransport.Environment, "SSH_CONNECTION", "SSH_CLIENT", "SSH_USER_AUTH", HttpTransport.RemoteUser, "DOTNET_ROOT",
    ];

    /// <summary>Removes all others.</summary>
    public static void Clean()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (!Kept.Contains(name))
                Environment.SetEnvironmentVariable(name, null);
        }
        if (Environment.GetEnvironmentVariable(ProtocolVersionTransport.Environment) is { } words && !IsPlain(words))
            Environment.SetEnvironmentVariable(ProtocolVersionTransport.Environment, null);
    }

    /// <summary>Keys, perhaps with values, and colons between them.</summary>
    private static bool IsPlain(string words) => words.Length <= 1024 && words.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '=' or ':' or '-' or '_' or '.');
}
