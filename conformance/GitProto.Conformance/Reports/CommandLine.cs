using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>The line that runs one case again.</summary>
internal static class CommandLine
{
    public static string Of(CaseResult result) =>
        $"dotnet run -c Release --project conformance/GitProto.Conformance -- {result.Case.Id} {result.Selector} --direction {Words.Of(result.Side)}";
}
