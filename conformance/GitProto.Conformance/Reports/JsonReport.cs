using System.Text.Encodings.Web;
using System.Text.Json;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>The report for programs. Its shape is told in <c>conformance/README.md</c>.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<CaseResult> results, IReadOnlyDictionary<string, string> leftOut) => JsonSerializer.Serialize(
        new
        {
            Format = 1,
            LeftOut = leftOut,
            Results = results.Select(result => new
            {
                Case = result.Case.Id,
                Rule = result.Case.Rule.Id,
                Level = Words.Of(result.Case.Rule.Level),
                result.Peer,
                Side = Words.Of(result.Side),
                Outcome = Words.Of(result.Verdict.Outcome),
                Expected = result.Expected is { } expected ? Words.Of(expected.Outcome) : null,
                IsExpected = result.IsExpected,
                result.Verdict.Reason,
                Milliseconds = (long)result.Took.TotalMilliseconds,
            }),
        },
        Options);
}
