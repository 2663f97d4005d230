namespace GitProto.Tests;

/// <summary>What a scripted web server was asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Head">The whole head, one header a line.</param>
/// <param name="Body">The body, its chunks undone; empty if the answer did not wait for it.</param>
internal sealed record WebRequest(string Method, string Target, string Head, byte[] Body)
{
    /// <summary>The value of a header; null if it was not sent.</summary>
    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
