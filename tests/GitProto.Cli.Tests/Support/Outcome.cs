namespace GitProto.Cli.Tests;

/// <summary>How a program ended.</summary>
internal sealed record Outcome(int Code, string Output, string Error);
