using System.Text.Json;
using GitProto.Server;

namespace GitProto.Cli.Output;

/// <summary>Services by the names of git's programs: their own names, in small letters, with dashes.</summary>
internal static class ProgramName
{
    public static IEnumerable<string> All => Enum.GetValues<GitService>().Select(Of);

    public static string Of(GitService service) => JsonNamingPolicy.KebabCaseLower.ConvertName(service.ToString());

    /// <summary>The service of one of these names.</summary>
    public static GitService Find(string name) => Enum.GetValues<GitService>().First(service => Of(service) == name);
}
