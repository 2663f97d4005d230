using System.CommandLine;
using GitProto.Server;

namespace GitProto.Cli.Commands;

/// <summary>Which services a daemon has on, and which of them repositories may switch: each option counts in its turn, as with git.</summary>
internal static class DaemonServices
{
    private static readonly Dictionary<string, GitService> Names = new(StringComparer.Ordinal)
    {
        ["upload-pack"] = GitService.UploadPack,
        ["receive-pack"] = GitService.ReceivePack,
        ["upload-archive"] = GitService.UploadArchive,
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Make("--enable", "Switch a service on: upload-pack, receive-pack or upload-archive. Only upload-pack is on by itself."));
        command.Add(Make("--disable", "Switch a service off."));
        command.Add(Make("--allow-override", "Let a repository's config switch a service. It may switch all, unless it is forbidden."));
        command.Add(Make("--forbid-override", "Do not let it."));
    }

    /// <summary>The rules with these services.</summary>
    public static DaemonRules Apply(ParseResult result, DaemonRules rules)
    {
        var (enabled, overridable) = (rules.Enabled.ToHashSet(), rules.Overridable.ToHashSet());
        for (var i = 0; i + 1 < result.Tokens.Count; i++)
        {
            if (!Names.TryGetValue(result.Tokens[i + 1].Value, out var service))
                continue;
            _ = result.Tokens[i].Value switch
            {
                "--enable" => enabled.Add(service),
                "--disable" => enabled.Remove(service),
                "--allow-override" => overridable.Add(service),
                "--forbid-override" => overridable.Remove(service),
                _ => false,
            };
        }
        return rules with { Enabled = enabled, Overridable = overridable };
    }

    private static Option<string[]> Make(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "SERVICE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!Names.ContainsKey(token.Value))
                    result.AddError($"No such service {Escape.ForDisplay(token.Value)}");
            }
        });
        return option;
    }
}
