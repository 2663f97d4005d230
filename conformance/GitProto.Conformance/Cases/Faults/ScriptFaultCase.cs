using System.Globalization;
using GitProto.Conformance.Cases.Scripts;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>
/// A script in which our side sends one packet wrong. What it says does not hang on what it hears, so the flows tell beforehand whether it may be said. A server that has to refuse it
/// says so, or nothing.
/// </summary>
internal sealed class ScriptFaultCase(Script script, Rehearsal rehearsal, Fault fault, PacketKey target) : Case(
    fault.Rule,
    string.Create(CultureInfo.InvariantCulture, $"{target}-{script.Name}-v{script.Protocol}-{fault.Name}"),
    $"In '{script.Name}', version {script.Protocol}, the first packet '{target}' of the client {fault.Title}.",
    Direction.Server)
{
    private static readonly byte[] Refusal = [.. PacketBytes.Chomp(PacketBytes.Of(new Error { Err = ByteString.Empty }, Role.Server).AsSpan(PacketBytes.Digits))];

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var wrong = new OneFault(fault, target, rehearsal.Sent[Role.Client].Copy());
        return await ScriptPlay.RunAsync(script, bench, wrong, answer => JudgeAsync(wrong, answer, bench, cancellationToken), cancellationToken);
    }

    private async Task<Verdict> JudgeAsync(OneFault wrong, ScriptAnswer answer, Bench bench, CancellationToken cancellationToken)
    {
        if (wrong.Unmade is { } unmade)
            return unmade;
        if (!wrong.Happened)
            return Verdict.NotOffered("the conversation had no such packet");
        if (await IsWrongAsync(cancellationToken))
        {
            var said = answer.Turns.Skip(1).SelectMany(turn => turn).ToList();
            if (said.Count > 0 && !said.Any(IsRefusal))
                return Verdict.Fail($"the server took it, though {answer.Report.Problem ?? $"the packet {fault.Title}"}");
        }
        else if (fault.Effect is FaultEffect.None or FaultEffect.Tolerated && script.Judge(answer) is { } problem)
        {
            return Verdict.Fail($"it has to be taken, and was not: {problem}");
        }
        return await ServerLife.CheckAsync(bench, cancellationToken) ?? Verdict.Pass;
    }

    private async Task<bool> IsWrongAsync(CancellationToken cancellationToken) => fault.Effect switch
    {
        FaultEffect.Wrong => true,
        FaultEffect.Surplus or FaultEffect.Tolerated => false,
        _ => await rehearsal.IsIllegalAsync(fault, target, Role.Client, cancellationToken),
    };

    // The words of a server that gives up, in a packet of their own or in the band for them.
    private static bool IsRefusal(byte[] packet)
    {
        var said = packet.AsSpan(Math.Min(PacketBytes.Digits, packet.Length));
        return said.StartsWith(Refusal) || (said.Length > 0 && said[0] == (byte)Band.Fatal);
    }
}
