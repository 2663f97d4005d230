using System.Text;
using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Puts together what a client is told of its push.</summary>
internal static class PushReport
{
    private const int MaxReason = 1024;
    private const int Room = Framing.MaxPacketWrite - 16;

    /// <summary>Makes the report, in the order of the commands.</summary>
    /// <param name="context">What the client asked for.</param>
    /// <param name="commands">The commands.</param>
    /// <param name="unpacked">Why the pack was not taken; null if it was, or none was due.</param>
    /// <returns>Null if the client did not ask for a report.</returns>
    public static Report? Make(WireContext context, IReadOnlyList<PushCommand> commands, string? unpacked)
    {
        if (!context.IsOpen(Elements.Report))
            return null;
        var options = context.Asked.TryGetReportStatusV2(out _);
        return new Report { Result = unpacked is null ? new ReportUnpacked() : new ReportUnpack(unpacked), Outcomes = [.. commands.Select(command => Outcome(command, options))] };
    }

    private static ReportOutcome Outcome(PushCommand command, bool options) => command.Reason is { } reason
        ? new ReportNg(command.Sent, Text(reason, Room - command.Sent.Length))
        : new ReportAccepted { Ok = command.Sent, Options = options && command.IsRewritten ? Options(command) : [] };

    private static List<ReportOption> Options(PushCommand command)
    {
        var options = new List<ReportOption>();
        if (command.RewrittenRef is { } name)
            options.Add(new ReportOptionRefname(name.Bytes));
        if (command.Expected != command.Old)
            options.Add(new ReportOptionOldOid(command.Expected));
        if (command.Target != command.New)
            options.Add(new ReportOptionNewOid(command.Target));
        if (command.IsForced)
            options.Add(new ReportOptionForcedUpdate());
        return options;
    }

    // One line, and short enough for the packet that the name is in too.
    private static ByteString Text(string reason, int room)
    {
        var bytes = Encoding.UTF8.GetBytes(reason.Replace('\0', ' ').ReplaceLineEndings(" "));
        return new ByteString(bytes.AsSpan(0, Math.Min(bytes.Length, Math.Clamp(room, 1, MaxReason))));
    }
}
