using System.Runtime.Versioning;

namespace GitProto.Tests;

/// <summary>Programs that stand in for ssh and write down what they are told.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakeSsh : IDisposable
{
    private readonly TestDirectory place = new();

    /// <summary>Makes a program.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What it does after it has written its arguments down.</param>
    public string Make(string name, string script = "exit 1")
    {
        var path = place.At(name);
        File.WriteAllText(path, $"#!/bin/sh\nfor a; do printf '%s\\0' \"$a\" >> '{Told}'; done; printf 'GIT_PROTOCOL=%s\\0' \"$GIT_PROTOCOL\" >> '{Told}'\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public string Path => place.Path;

    /// <summary>What was written down since somebody asked last.</summary>
    public string[] Take()
    {
        if (!File.Exists(Told))
            return [];
        var told = File.ReadAllText(Told).Split('\0')[..^1];
        File.Delete(Told);
        return told;
    }

    public void Dispose() => place.Dispose();

    private string Told => place.At("told");
}
