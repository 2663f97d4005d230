using System.Text;

namespace GitProto.Client;

/// <summary>What the config of a clone says of where it came from.</summary>
internal static class RemoteConfig
{
    /// <summary>Adds it to the config file.</summary>
    public static void Append(string gitDirectory, string url, bool mirror)
    {
        var text = $"[remote \"origin\"]\n\turl = {Quote(url)}\n" + (mirror ? "\tfetch = +refs/*:refs/*\n\tmirror = true\n" : "");
        File.AppendAllText(Path.Join(gitDirectory, "config"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>A value as git's config reads it back unchanged. Control characters do not come here: no address has them.</summary>
    /// <remarks>Source: git-config "Syntax".</remarks>
    private static string Quote(string value)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return value.AsSpan().ContainsAny("#;\"\\") || value.StartsWith(' ') || value.EndsWith(' ') ? $"\"{escaped}\"" : escaped;
    }
}
