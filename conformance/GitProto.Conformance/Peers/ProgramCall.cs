namespace GitProto.Conformance.Peers;

/// <summary>A program to run: nothing of the user's settings reaches it.</summary>
/// <param name="Path">The program.</param>
/// <param name="Arguments">Its arguments, each by itself.</param>
public sealed record ProgramCall(string Path, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables besides those that keep git from the user's settings.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs; null for here.</summary>
    public string? Directory { get; init; }

    /// <summary>How long it may run. Default a minute.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);
}
