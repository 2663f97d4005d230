namespace GitProto.Protocol.Tests.Recordings;

/// <summary>A session of a real git, as tests/recordings/README.md describes it.</summary>
public sealed record RecordedSession
{
    /// <summary>Group and name: <c>clone/plain-v2-git</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version of git on both sides.</summary>
    public required string GitVersion { get; init; }

    /// <summary><c>git</c>, <c>http</c>, <c>stdio</c> or <c>hook</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The version of the protocol the client asked for.</summary>
    public required int AskedProtocol { get; init; }

    /// <summary>The version the server then spoke.</summary>
    public required int Protocol { get; init; }

    /// <summary><c>upload-pack</c>, <c>receive-pack</c> or <c>upload-archive</c>.</summary>
    public required string Service { get; init; }

    public required bool IsStateless { get; init; }

    /// <summary><c>sha1</c> or <c>sha256</c>.</summary>
    public required string ObjectFormat { get; init; }

    public required RecordedOutcome Outcome { get; init; }

    /// <summary>Who caused an outcome that is not <see cref="RecordedOutcome.Ok"/>.</summary>
    public required RecordedSide? OutcomeBy { get; init; }

    /// <summary>Where or how, in words.</summary>
    public required string OutcomeDetail { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<RecordedEvent> Events { get; init; }

    /// <summary>All that one side sent, without regard to when.</summary>
    public byte[] SentBy(RecordedSide side) =>
        [.. Events.OfType<RecordedEvent.Data>().Where(data => data.From == side).SelectMany(data => data.Bytes.ToArray())];

    public override string ToString() => Name;
}
