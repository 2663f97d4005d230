namespace GitProto.Cli;

/// <summary>How the program ends; git's numbers.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A part of what was asked for was refused; or a spec has problems, or a conversation a violation; or nothing was asked for.</summary>
    public const int Refused = 1;

    /// <summary>What was looked for is not there, and the caller asked to be told so by the exit code.</summary>
    public const int NotFound = 2;

    /// <summary>The arguments of a command that checks something make no sense, or what it is to check cannot be read.</summary>
    public const int CheckUsage = 2;

    /// <summary>It could not be done.</summary>
    public const int Fatal = 128;

    /// <summary>The arguments make no sense.</summary>
    public const int Usage = 129;
}
