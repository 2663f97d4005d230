using GitProto.Conformance.Rules;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What a client has asked for, held against what it was offered: a server only passes over what is too much, so the flows allow it.</summary>
internal static class AskedCapabilities
{
    /// <summary>Says what a run has asked for that it may not; null if nothing is.</summary>
    public static Task<string?> CheckAsync(ScenarioRun run, CancellationToken cancellationToken) => FirstAsync(run, Flaw, cancellationToken);

    /// <summary>Says if a run has asked for a capability that it may not ask for; null if it has not.</summary>
    public static Task<string?> LacksAsync(ScenarioRun run, CapabilityId capability, CancellationToken cancellationToken) =>
        FirstAsync(run, report => report.Asked.Words.Any(word => word.ToString().Split('=')[0] == capability.Name()) ? $"the client asks for {capability.Name()}" : null, cancellationToken);

    /// <summary>Says if a run has asked for a capability in none of its conversations; null if it has.</summary>
    public static async Task<string?> HasAsync(ScenarioRun run, CapabilityId capability, CancellationToken cancellationToken) =>
        await LacksAsync(run, capability, cancellationToken) is null ? $"the client does not ask for {capability.Name()}" : null;

    /// <summary>Says if a run has asked for a capability with other values than some; null if it has not.</summary>
    public static Task<string?> AllAsync(ScenarioRun run, CapabilityId capability, IReadOnlyList<string> values, CancellationToken cancellationToken) =>
        FirstAsync(run, report => report.Asked.Words.Select(word => word.ToString().Split('=', 2)).Where(word => word[0] == capability.Name()).SelectMany(word => word[^1].Split(';')).FirstOrDefault(value => !values.Contains(value)) is { } strange ? $"the client asks for {capability.Name()} with '{Escape.ForDisplay(strange)}'" : null, cancellationToken);

    private static async Task<string?> FirstAsync(ScenarioRun run, Func<ConversationReport, string?> flaw, CancellationToken cancellationToken)
    {
        foreach (var one in run.Bench.Wire.Connections)
        {
            if (flaw(await one.CheckAsync(cancellationToken: cancellationToken)) is { } found)
                return found;
        }
        return null;
    }

    // What was not offered, cannot be asked for, or excludes another.
    private static string? Flaw(ConversationReport report)
    {
        if (report.Offered.Words.Count == 0)
            return null;
        var asked = report.Asked.Words.Select(word => (Word: word, Id: (CapabilityId)ProtocolSpec.Instance.Identify(report.Asked.Place, true, word.Span))).ToList();
        if (asked.Where(one => one.Id == CapabilityId.Unknown || !report.Offered.Has(one.Id)).Select(one => one.Word.ToDisplayString()).FirstOrDefault() is { } surplus)
            return $"the client asks for '{surplus}', which was not offered, or is nothing to ask for";
        var names = asked.Select(one => one.Id.Name()).ToList();
        return names.FirstOrDefault(name => RuleBook.Excluded(name).Any(names.Contains)) is { } one ? $"the client asks for {one} together with {string.Join(", ", RuleBook.Excluded(one))}" : null;
    }
}
