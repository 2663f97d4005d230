using System.IO.Enumeration;

namespace GitProto.Conformance.Running;

/// <summary>Patterns of the ids of cases: <c>*</c> stands for any words.</summary>
internal static class CasePattern
{
    /// <summary>True if an id is meant. A pattern without a slash means the cases of the rules that it fits.</summary>
    public static bool Matches(string pattern, string id) =>
        FileSystemName.MatchesSimpleExpression(pattern.Contains('/', StringComparison.Ordinal) ? pattern : pattern + "/*", id, ignoreCase: false);
}
