using System.Globalization;
using GitProto.Tracing;

namespace GitProto.Cli.Output;

/// <summary>What is said of a conversation, in a line that begins with <c>=</c>.</summary>
internal static class Verdict
{
    public static string Of(ConversationReport report)
    {
        var what = report.Service is { } service ? $"{ProgramName.Of(service)}{(report.Protocol is { } version ? string.Create(CultureInfo.InvariantCulture, $", version {version}") : "")}" : "no service";
        return $"= {report.End.ToString().ToLowerInvariant()} ({what}){By(report)}{(report.Problem is { } problem ? ": " + Escape.ForDisplay(problem) : "")}"
            + (report.Element is { Length: > 0 } element ? $" [{element}]" : "");
    }

    private static string By(ConversationReport report)
    {
        if (report.By is not { } side)
            return "";
        var by = $" by the {side.ToString().ToLowerInvariant()}";
        if (report.Offset is { } offset)
            by += string.Create(CultureInfo.InvariantCulture, $", at byte {offset} of what it sent");
        return report is { Offset: not null, Exchange: { } exchange } ? by + string.Create(CultureInfo.InvariantCulture, $" in exchange {exchange}") : by;
    }
}
