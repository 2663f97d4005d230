using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>A way to send a packet wrong.</summary>
/// <param name="Name">Its words in the id of a case.</param>
/// <param name="Rule">The rule that says what comes of it.</param>
/// <param name="Title">What is done, in words that go on after "the packet".</param>
/// <param name="Applies">Which packets can be sent so, from which side.</param>
/// <param name="Apply">Does it; null if this very packet cannot be sent so.</param>
/// <param name="Effect">What it makes of the conversation.</param>
public sealed record Fault(string Name, string Rule, string Title, Func<PacketKey, Role, bool> Applies, Func<byte[], FaultAction?> Apply, FaultEffect Effect = FaultEffect.Wrong)
{
    /// <summary>The row of the catalogue of hostile inputs that it is of, such as <c>W01</c>; null for none.</summary>
    public string? Row { get; init; }

    /// <summary>Other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The only scenario that is played with it, once in each version; null for all, or of a row of the catalogue the first, that have such a packet.</summary>
    public string? Scenario { get; init; }

    /// <summary>True if it stands for all further packets of that kind too, and for bytes that are no packets: they are not sent.</summary>
    public bool Replaces { get; init; }

    /// <summary>Says what is wrong afterwards, whatever came of it; null if nothing is.</summary>
    public Func<ScenarioRun, string?> Check { get; init; } = _ => null;
}
