using System.CommandLine;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>The options that say what is pushed.</summary>
internal sealed class PushArguments
{
    /// <summary>The option that may name what is expected, or stand alone.</summary>
    public const string LeaseName = "--force-with-lease";

    /// <summary>Its value where it stands alone.</summary>
    public const string AnyLease = "*";

    private readonly Option<bool> force = new("--force", "-f") { Description = "Move refs to where their history does not lead." };
    private readonly Option<string[]> lease = new(LeaseName)
    {
        Description = "Force a ref only if the server still has what is expected: REF:EXPECT; REF: if it must not exist.",
        HelpName = "REF:EXPECT",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string[]> options = new("--push-option", "-o") { Description = "Text for the hooks of the server.", HelpName = "TEXT", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> atomic = new("--atomic") { Description = "All refs change, or none." };
    private readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Do all but send." };
    private readonly Option<bool> delete = new("--delete", "-d") { Description = "Delete the refs that are named." };
    private readonly Option<bool> all = new("--all", "--branches") { Description = "All branches." };
    private readonly Option<bool> tags = new("--tags") { Description = "All tags, besides what is named." };
    private readonly Option<bool> mirror = new("--mirror") { Description = "All refs as they are here; what is not here is deleted." };
    private readonly Option<bool> prune = new("--prune") { Description = "Delete refs of the server that a pattern matches and that are not here." };
    private readonly Option<bool> thin = new("--thin") { Description = "Send deltas on objects that the server has; so it is anyway." };
    private readonly Option<bool> noThin = new("--no-thin") { Description = "Send no such deltas." };

    private PushArguments()
    {
    }

    /// <summary>Adds them to a command.</summary>
    public static PushArguments AddTo(Command command)
    {
        var arguments = new PushArguments();
        foreach (var option in (Option[])[arguments.force, arguments.lease, arguments.options, arguments.atomic, arguments.dryRun, arguments.delete, arguments.all,
            arguments.tags, arguments.mirror, arguments.prune, arguments.thin, arguments.noThin])
            command.Add(option);
        return arguments;
    }

    /// <summary>What is to be pushed.</summary>
    /// <exception cref="ToolException">The arguments contradict each other, or name nothing.</exception>
    public PushRefsOptions Read(ParseResult result, IReadOnlyList<string> specs)
    {
        var deletes = result.GetValue(delete);
        string[] wholes = [.. new[] { delete, all, mirror, tags }.Where(result.GetValue).Select(option => option.Name)];
        if (wholes is [var first, var second, ..])
            throw new ToolException($"options '{first}' and '{second}' cannot be used together");
        if (specs.Count > 0 && (result.GetValue(all) || result.GetValue(mirror)))
            throw new ToolException($"{wholes[0]} can't be combined with refspecs");
        if (deletes && specs.Count == 0)
            throw new ToolException("--delete doesn't make sense without any refs");
        if (deletes && specs.Any(spec => spec.Contains(':', StringComparison.Ordinal)))
            throw new ToolException("--delete only accepts plain target ref names");
        RefSpec[] named = [.. Named(result, specs.Select(spec => deletes ? ":" + spec : spec)).Select(spec => RefSpec.ParsePush(spec))];
        return new PushRefsOptions
        {
            RefSpecs = named.Length > 0 ? named : throw new ToolException("nothing is named to push: name refs, or --all, --tags or --mirror"),
            Force = result.GetValue(force),
            Leases = [.. (result.GetValue(lease) ?? []).Select(Lease)],
            Atomic = result.GetValue(atomic),
            Prune = result.GetValue(prune) || result.GetValue(mirror),
            DryRun = result.GetValue(dryRun),
            ServerOptions = [.. (result.GetValue(options) ?? []).Select(text => (ByteString)text)],
            Thin = !result.GetValue(noThin),
        };
    }

    private IEnumerable<string> Named(ParseResult result, IEnumerable<string> specs)
    {
        if (result.GetValue(all))
            yield return "refs/heads/*:refs/heads/*";
        if (result.GetValue(mirror))
            yield return "+refs/*:refs/*";
        if (result.GetValue(tags))
            yield return "refs/tags/*:refs/tags/*";
        foreach (var spec in specs)
            yield return spec;
    }

    private static PushLease Lease(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (text == AnyLease || colon < 0)
            return new PushLease(text == AnyLease ? default(ByteString?) : text);
        var value = text[(colon + 1)..];
        if (value.Length == 0)
            return new PushLease(text[..colon], ObjectId.Zero(ObjectFormat.Sha1));
        return ObjectId.TryParse(System.Text.Encoding.UTF8.GetBytes(value), out var id) ? new PushLease(text[..colon], id)
            : throw new ToolException($"cannot parse expected object name '{value}': give all digits of the id");
    }
}
