using System.Globalization;
using GitProto.Protocol;

namespace GitProto.Conformance.Peers;

/// <summary>The command line of git for what a client is asked to do.</summary>
internal static class GitCommand
{
    private static readonly string[] NoArchives = ["operation not supported by protocol", "can't connect to subservice git-upload-archive"];

    /// <summary>The arguments behind <c>git</c>.</summary>
    public static IReadOnlyList<string> Arguments(ClientTask task)
    {
        List<string> arguments = ["-c", Invariant($"protocol.version={task.Protocol}"), "-c", "gc.auto=0", "-c", "safe.directory=*", "-c", "transfer.advertiseSID=true"];
        switch (task.Verb)
        {
            case ClientVerb.List:
                // git's patterns match the tail of a name: the heads alone are asked for by an option that becomes a prefix on the wire.
                arguments.AddRange(["ls-remote", .. task.Specs.Select(spec => spec == "refs/tags/" ? "--tags" : "--heads"), task.Url]);
                break;
            case ClientVerb.Clone:
                arguments.AddRange(["clone", "--mirror", .. Limits(task), task.Url, task.Place]);
                break;
            case ClientVerb.Fetch:
                arguments.AddRange(["-C", task.Place, "fetch", .. task.ServerOptions.Select(option => "--server-option=" + option), .. Limits(task), task.Url, .. task.Specs]);
                break;
            case ClientVerb.Push:
                arguments.AddRange(["-C", task.Place, "push", .. task.Quiet ? ["--quiet"] : Array.Empty<string>(), .. task.Atomic ? ["--atomic"] : Array.Empty<string>(), .. task.Options.Select(option => "--push-option=" + option), task.Url, .. task.Specs]);
                break;
            default:
                arguments.AddRange(["archive", "--remote=" + task.Url, "--output=" + task.Place, .. task.Format is { } format ? ["--format=" + format] : Array.Empty<string>(), task.Tree!, .. task.Specs]);
                break;
        }
        return arguments;
    }

    /// <summary>The variables beside them.</summary>
    public static IReadOnlyDictionary<string, string> Environment(ClientTask task) => task.SshCommand is not { } ssh ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        [SshTransport.CommandVariable] = ssh,
        [SshTransport.VariantVariable] = "ssh",
    };

    /// <summary>What came of it; null where this git has no way to do it: it gets archives over HTTP from 2.44 on, and only where it asks for version 2.</summary>
    public static ProgramEnd? Done(ClientTask task, ProgramEnd end) => task.Verb == ClientVerb.Archive && end.ExitCode != 0 && NoArchives.Any(end.Error.Contains) ? null : end;

    private static IEnumerable<string> Limits(ClientTask task)
    {
        if (task.Depth == int.MaxValue)
            yield return "--unshallow";
        else if (task.Depth is { } depth)
            yield return Invariant($"--depth={depth}");
        if (task.Deepen is { } more)
            yield return Invariant($"--deepen={more}");
        if (task.Since is { } since)
            yield return Invariant($"--shallow-since={DateTimeOffset.FromUnixTimeSeconds(since):O}");
        if (task.Exclude is { } exclude)
            yield return "--shallow-exclude=" + exclude;
        if (task.Filter is { } filter)
            yield return "--filter=" + filter;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
