using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>Something that a user does, and what must come of it.</summary>
/// <param name="Rule">The rule that it shows.</param>
/// <param name="Name">The words of its cases, in front of the version.</param>
/// <param name="Title">What is done and what must come of it.</param>
/// <param name="Play">Does it, and says what is wrong; null if nothing is.</param>
public sealed record Scenario(string Rule, string Name, string Title, Func<ScenarioRun, Task<string?>> Play)
{
    private readonly bool? writes;

    /// <summary>The versions of the protocol in which it makes sense.</summary>
    public IReadOnlyList<int> Versions { get; init; } = [0, 1, 2];

    /// <summary>The capability that the server must offer; unknown for none.</summary>
    public CapabilityId Needs { get; init; }

    /// <summary>The same in version 2, where it is another; unknown for the same.</summary>
    public CapabilityId NeedsInV2 { get; init; }

    /// <summary>Elements that the server has to say in a version, though the flow could go on without them.</summary>
    public Func<int, IReadOnlyList<int>> MustSay { get; init; } = _ => [];

    /// <summary>Elements one of which the client has to send; none for nothing.</summary>
    public IReadOnlyList<int> ClientMustSay { get; init; } = [];

    /// <summary>Elements that the server may not say.</summary>
    public IReadOnlyList<int> MustNotSay { get; init; } = [];

    /// <summary>Says what is wrong with what passed, where all else is right; null if nothing is.</summary>
    public Func<ScenarioRun, CancellationToken, Task<string?>> Check { get; init; } = (_, _) => System.Threading.Tasks.Task.FromResult<string?>(null);

    /// <summary>What becomes of the server's offer on its way; null for nothing.</summary>
    public OfferEdit? Offer { get; init; }

    /// <summary>The repository of the server.</summary>
    public string Repository { get; init; } = "basic.git";

    /// <summary>True if the repository has ids of SHA-256, which a peer need not know.</summary>
    public bool IsSha256 => Repository.Contains("sha256", StringComparison.Ordinal);

    /// <summary>True to play it in versions 0 and 2 with repositories of SHA-256 too.</summary>
    public bool AlsoInSha256 { get; init; }

    /// <summary>Where the client begins; null for nowhere.</summary>
    public string? Seed { get; init; }

    /// <summary>Other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>True if the repository of the server may be changed; of a push by itself.</summary>
    public bool Writes { get => writes ?? Verb == ClientVerb.Push; init => writes = value; }

    /// <summary>Elements one of which the client has to send if it is the one that is judged; none for any.</summary>
    public IReadOnlyList<int> ClientSays { get; init; } = [];

    /// <summary>The capability that the client has to ask for where it does not say so, if it is the one that is judged; unknown for any.</summary>
    public CapabilityId ClientAsks { get; init; }

    /// <summary>True if a server has given nothing to a service that it need not have: over one connection it has no other way to say that it has none.</summary>
    public bool IsUnserved(WireLog wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return Verb == ClientVerb.Archive && wire.Connections is { Count: > 0 } all && all.All(one => one.IsUnserved);
    }

    /// <summary>True if it belongs to the set that runs within seconds.</summary>
    public bool Quick { get; init; }

    /// <summary>The same with repositories of SHA-256.</summary>
    public Scenario InSha256()
    {
        return this with { Name = $"{Name}-sha256", Title = $"With SHA-256: {Title}", Repository = Of(Repository), Seed = Seed is { } seed ? Of(seed) : null, Versions = [.. Versions.Where(version => version != 1)], Quick = false };

        static string Of(string repository) => repository.Replace(".git", "-sha256.git", StringComparison.Ordinal);
    }

    /// <summary>What is done, without the URL.</summary>
    public required Func<ClientTask, ClientTask> Task { get; init; }

    /// <summary>The verb.</summary>
    public required ClientVerb Verb { get; init; }
}
