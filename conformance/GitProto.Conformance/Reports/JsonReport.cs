using System.Text.Encodings.Web;
using System.Text.Json;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>The report for programs. Its shape is that of <c>conformance/report.schema.json</c>.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SuiteRun run) => JsonSerializer.Serialize(
        new
        {
            Format = 1,
            run.IsStrict,
            Milliseconds = (long)run.Took.TotalMilliseconds,
            run.Peers,
            run.LeftOut,
            Results = run.Results.Select(result => new
            {
                Case = result.Case.Id,
                Rule = result.Case.Rule.Id,
                Level = Words.Of(result.Case.Rule.Level),
                result.Peer,
                Side = Words.Of(result.Side),
                Outcome = Words.Of(result.Verdict.Outcome),
                Status = Words.Of(result),
                Expected = result.Expected is { } expected ? Words.Of(expected.Outcome) : null,
                result.IsExpected,
                IsUnexpected = result.IsUnexpected(run.IsStrict),
                result.Verdict.Reason,
                Milliseconds = (long)result.Took.TotalMilliseconds,
            }),
        },
        Options);
}
