using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What the config of a clone says of where it came from.</summary>
internal static class RemoteConfig
{
    /// <summary>Adds it to the config file.</summary>
    public static void Append(string gitDirectory, string url, bool mirror)
    {
        (string, ByteString)[] values = mirror ? [("url", url), ("fetch", "+refs/*:refs/*"), ("mirror", "true")] : [("url", url)];
        File.AppendAllBytes(Path.Join(gitDirectory, "config"), ConfigText.Section("remote", "origin", values));
    }
}
