using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Works the report of a server into what was sent.</summary>
/// <remarks>Source: gitprotocol-pack "Report Status"; send-pack.c receive_status.</remarks>
internal sealed class PushOutcome
{
    private readonly PushedRef[] refs;
    private readonly Dictionary<ByteString, int> places = [];
    private readonly HashSet<int> silent = [];
    private readonly List<string> warnings = [];
    private string? unpackError;

    private PushOutcome(IReadOnlyList<PushedRef> plans)
    {
        refs = [.. plans];
        for (var place = 0; place < refs.Length; place++)
        {
            if (!IsSent(refs[place]))
                continue;
            places.Add(refs[place].Name.Bytes, place);
            silent.Add(place);
        }
    }

    /// <summary>True if a command is sent for a ref.</summary>
    public static bool IsSent(PushedRef plan) => plan.Succeeded && plan.Status != PushedRefStatus.UpToDate;

    /// <summary>The result of a push.</summary>
    /// <param name="plans">What was planned, and sent if it was not refused.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="asked">True if a report was asked for; without one all is taken to be well.</param>
    public static PushResult Of(IReadOnlyList<PushedRef> plans, PushAnswer answer, bool asked)
    {
        var outcome = new PushOutcome(plans);
        if (answer.Report is { } report)
            outcome.Read(report);
        if (asked)
            outcome.FailSilent();
        return new PushResult(outcome.refs)
        {
            UnpackError = outcome.unpackError,
            Warnings = outcome.warnings,
            WasSent = true,
            PackSize = answer.Pack?.Size,
            ObjectCount = answer.Pack?.ObjectCount,
        };
    }

    private void Read(Report report)
    {
        if (report.Result is ReportUnpack refused)
            unpackError = TerminalText.Clean(refused.Text.Span);
        foreach (var outcome in report.Outcomes)
        {
            var name = outcome is ReportNg ng ? ng.Ref : ((ReportAccepted)outcome).Ok;
            if (!places.TryGetValue(name, out var place))
                warnings.Add($"remote reported status on unknown ref: {name.ToDisplayString()}");
            else if (outcome is ReportNg no)
                Refuse(place, no);
            else
                Accept(place, (ReportAccepted)outcome);
        }
    }

    private void Refuse(int place, ReportNg refused)
    {
        if (!silent.Remove(place))
            warnings.Add($"remote reported status twice on ref: {refs[place].Name}");
        refs[place] = refs[place] with { Status = PushedRefStatus.RemoteRejected, Reason = TerminalText.Clean(refused.Text.Span) };
    }

    /// <summary>A hook may make several refs of one: each is an accepted one of the same name.</summary>
    private void Accept(int place, ReportAccepted accepted)
    {
        var first = silent.Remove(place);
        if (refs[place].Status == PushedRefStatus.RemoteRejected || (!first && accepted.Options.Count == 0))
            warnings.Add($"remote reported status twice on ref: {refs[place].Name}");
        else if (accepted.Options.Count > 0)
            refs[place] = refs[place] with { Rewritten = [.. refs[place].Rewritten, Rewriting(accepted.Options)] };
    }

    private static RewrittenRef Rewriting(IReadOnlyList<ReportOption> options) => new(
        options.OfType<ReportOptionRefname>().FirstOrDefault()?.Ref,
        options.OfType<ReportOptionOldOid>().FirstOrDefault()?.Oid,
        options.OfType<ReportOptionNewOid>().FirstOrDefault()?.Oid,
        options.OfType<ReportOptionForcedUpdate>().Any());

    private void FailSilent()
    {
        foreach (var place in silent)
            refs[place] = refs[place] with { Status = PushedRefStatus.NotReported, Reason = "remote failed to report status" };
    }
}
