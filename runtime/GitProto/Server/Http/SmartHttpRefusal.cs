namespace GitProto.Server;

/// <summary>An answer without the service.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">Why, in plain text: clients show it to people. Empty where nothing is to be said.</param>
public sealed record SmartHttpRefusal(int Status, string Text = "")
{
    /// <summary>The methods that are allowed, with status 405.</summary>
    public string? Allow { get; init; }

    /// <summary>There is nothing there, or the client is not to know of it: the two are not told apart.</summary>
    public static SmartHttpRefusal NotFound { get; } = new(404);

    /// <summary>A service that is off, or is not known.</summary>
    public static SmartHttpRefusal ServiceOff { get; } = new(403, "This service is not enabled here.");

    /// <summary>The files of a repository, which clients without smart HTTP read.</summary>
    public static SmartHttpRefusal FilesOff { get; } = new(403, "The files of repositories are not served here; this needs a client that speaks smart HTTP.");

    internal static SmartHttpRefusal WrongMethod(string allow, bool hasName) =>
        hasName ? new(405) { Allow = allow } : new(400);

    internal static SmartHttpRefusal WrongType(string expected, string? got) =>
        new(415, $"Expected POST with Content-Type '{expected}', but received '{Escape.ForDisplay(got ?? "")}' instead.");

    internal static SmartHttpRefusal WrongEncoding(string got) =>
        new(415, $"The Content-Encoding '{Escape.ForDisplay(got)}' is not taken here.");
}
