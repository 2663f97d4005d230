namespace GitProto.Conformance.Peers;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its code; <see cref="TimedOut"/> if it was ended because it ran too long.</param>
/// <param name="Output">What it printed, in UTF-8.</param>
/// <param name="Error">What it printed on its standard error.</param>
public sealed record ProgramEnd(int ExitCode, string Output, string Error)
{
    /// <summary>The code of a program that was ended.</summary>
    public const int TimedOut = -1;
}
