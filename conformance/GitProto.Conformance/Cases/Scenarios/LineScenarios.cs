using GitProto.Conformance.Rules;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What lines look like that every reader takes in either shape.</summary>
internal static class LineScenarios
{
    private const string Rule = "pkt-line.write-newline";

    public static IEnumerable<Scenario> All() =>
    [
        Of(ListScenarios.All(), "list", "list-lines", "What is said in a list of refs ends with LF, line by line."),
        Of(FetchScenarios.All(), "clone", "clone-lines", "What is said in a clone ends with LF, line by line."),
    ];

    private static Scenario Of(IEnumerable<Scenario> all, string basis, string name, string title) =>
        all.First(one => one.Name == basis) with { Rule = Rule, Name = name, Title = title, Also = [], Quick = false, Check = (run, cancellationToken) => EndsAsync(run, cancellationToken) };

    private static async Task<string?> EndsAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var lines = new Lines(run.Bench.Judged);
        foreach (var one in run.Bench.Wire.Connections)
            await one.CheckAsync(lines, cancellationToken: cancellationToken);
        return lines.Without is { } element ? $"a line of {element} ends without LF" : null;
    }

    private sealed class Lines(Direction judged) : IPacketObserver
    {
        /// <summary>The element of the first line that ends without LF and should not.</summary>
        public string? Without { get; private set; }

        public void OnPacket(in ObservedPacket packet)
        {
            if (Without is not null || packet.Element == 0 || packet.Kind != PacketKind.Data || !judged.HasFlag(packet.Sender == Role.Client ? Direction.Client : Direction.Server))
                return;
            var element = ProtocolSpec.Instance.ElementName(packet.Element);
            if (RuleBook.EndsWithNewline(element) && !packet.Payload.Span.EndsWith("\n"u8))
                Without = element;
        }
    }
}
