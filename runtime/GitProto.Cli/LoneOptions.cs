using GitProto.Cli.Commands;

namespace GitProto.Cli;

/// <summary>Options that may stand without a value, as git has them: a value is only what stands behind a <c>=</c>, never the next argument.</summary>
internal static class LoneOptions
{
    /// <summary>Gives such an option, where it stands alone, the value that means so.</summary>
    public static string[] Complete(string[] args) => args switch
    {
        ["push", ..] => Complete(args, PushArguments.LeaseName, PushArguments.AnyLease),
        ["index-pack", ..] => Complete(Complete(Complete(args, IndexPackCommand.KeepName, IndexPackCommand.NoMessage), IndexPackCommand.StrictName, IndexPackCommand.NoMessage), IndexPackCommand.FsckName, IndexPackCommand.NoMessage),
        _ => args,
    };

    private static string[] Complete(string[] args, string name, string value) => [.. args.Select(argument => argument == name ? $"{name}={value}" : argument)];
}
