namespace GitProto.Cli.Tests;

/// <summary><c>gitproto serve</c> on a free port.</summary>
internal sealed class ServedDirectory(string root, params string[] options) : RunningTool(root, ["serve", root, "--git", "0", .. options]);
