namespace GitProto.Client;

/// <summary>What a push did.</summary>
/// <param name="Refs">Each ref that was named, in the order of their names.</param>
public sealed record PushResult(IReadOnlyList<PushedRef> Refs)
{
    /// <summary>Why the server did not take the objects, cleaned for display; null if it did, or was not asked.</summary>
    public string? UnpackError { get; init; }

    /// <summary>What in the report of the server makes no sense, and was passed over. Sentences, cleaned for display.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>True if the server was asked to change something; false for a dry run, and if there was nothing to do.</summary>
    public bool WasSent { get; init; }

    /// <summary>The size of the pack in bytes; null if none was sent, or not to its end.</summary>
    public long? PackSize { get; init; }

    /// <summary>How many objects the pack held; null if none was sent, or not to its end.</summary>
    public long? ObjectCount { get; init; }

    /// <summary>True if the server has everything that was pushed.</summary>
    public bool Succeeded => UnpackError is null && Refs.All(pushed => pushed.Succeeded);

    /// <summary>True if the server had everything before.</summary>
    public bool IsUpToDate => Refs.All(pushed => pushed.Status == PushedRefStatus.UpToDate);
}
