using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What scenarios ask of repositories. Each answers with what is wrong, or null.</summary>
internal static class Expect
{
    /// <summary>The first of several answers that is one.</summary>
    public static string? All(params ReadOnlySpan<string?> answers)
    {
        foreach (var answer in answers)
        {
            if (answer is not null)
                return answer;
        }
        return null;
    }

    /// <summary>The client ended well.</summary>
    public static string? Success(ScenarioRun run) => run.End.ExitCode == 0 ? null : $"the client failed with {run.End.ExitCode}: {Shown(run.End.Error)}";

    /// <summary>The client ended with an error, and said something.</summary>
    public static string? Failure(ScenarioRun run) => Failure(run.End);

    /// <inheritdoc cref="Failure(ScenarioRun)"/>
    public static string? Failure(Peers.ProgramEnd end) => end.ExitCode == 0 ? "the client took it for a success"
        : end.ExitCode == Peers.ProgramEnd.TimedOut ? "the client did not come to an end"
        : string.IsNullOrWhiteSpace(end.Error) ? "the client failed without a word" : null;

    /// <summary>A repository has exactly the refs of another, below a prefix.</summary>
    public static string? SameRefs(IRepository found, IRepository expected, string prefix = "refs/")
    {
        var (have, want) = (Refs(found, prefix), Refs(expected, prefix));
        return have.SetEquals(want) ? null : $"the refs differ: missing {List(want.Except(have))}, too many {List(have.Except(want))}";
    }

    /// <summary>A repository is a clone of another: a mirror of it, or what users have, where each ref and the branch of HEAD is one of the other's.</summary>
    public static string? Clone(ScenarioRun run, FileRepository found, FileRepository made)
    {
        if (run.Bench.Client.MakesMirrors)
            return SameRefs(found, made);
        var ids = made.Refs.List().Where(one => one.Target is not null).Select(one => one.Target!.Value).ToHashSet();
        if (found.Refs.List().FirstOrDefault(one => one.Target is { } id && !ids.Contains(id)) is { Target: not null } strange)
            return $"{strange.Name} is {strange.Target}, which is no ref of the server";
        return made.Refs.TryRead(RefName.Head)?.Target is { } head && found.Refs.TryRead(RefName.Head)?.Target != head ? $"HEAD is not {head}" : null;
    }

    /// <summary>A ref has a value.</summary>
    public static string? Ref(IRepository repository, string name, ObjectId? value)
    {
        var found = repository.Refs.TryRead(RefName.Parse(name))?.Target;
        return found == value ? null : $"{name} is {(object?)found ?? "not there"} where {(object?)value ?? "no such ref"} is expected";
    }

    /// <summary>Everything that the refs reach is there, down to the boundary.</summary>
    public static async Task<string?> WholeAsync(string path, CancellationToken cancellationToken)
    {
        var check = await Peers.Programs.RunAsync(new Peers.ProgramCall("git", "-c", "safe.directory=*", "-C", path, "fsck", "--strict", "--connectivity-only", "--no-dangling"), cancellationToken);
        return check.ExitCode == 0 ? null : $"git fsck: {Shown(check.Output + check.Error)}";
    }

    /// <summary>How many commits a ref reaches.</summary>
    public static async Task<string?> CommitsAsync(string path, string name, int count, CancellationToken cancellationToken)
    {
        var list = await Peers.Programs.RunAsync(new Peers.ProgramCall("git", "-c", "safe.directory=*", "-C", path, "rev-list", "--count", name), cancellationToken);
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count}");
        return list.ExitCode == 0 && list.Output.Trim() == text ? null : $"{name} reaches {Shown(list.Output + list.Error)} commits where {text} are expected";
    }

    /// <summary>No packet that was sent is longer than may be written.</summary>
    public static async Task<string?> NoLargePacketsAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var lengths = new Lengths();
        foreach (var one in run.Bench.Wire.Connections)
            await one.CheckAsync(lengths, cancellationToken: cancellationToken);
        return lengths.Longest <= Framing.MaxPacketWrite ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a packet has {lengths.Longest} bytes, where {Framing.MaxPacketWrite} may be");
    }

    /// <summary>Text of a peer, fit for display.</summary>
    public static string Shown(string text) => Escape.ForDisplay(text.Trim().Length > 1000 ? text.Trim()[..1000] + "..." : text.Trim());

    private static HashSet<string> Refs(IRepository repository, string prefix) =>
        [.. repository.Refs.List((ByteString)prefix).Where(found => found.Target is not null).Select(found => $"{found.Name} {found.Target}")];

    private static string List(IEnumerable<string> refs) => string.Join(", ", refs.Take(5)) is { Length: > 0 } text ? text : "none";

    private sealed class Lengths : IPacketObserver
    {
        public int Longest { get; private set; }

        public void OnPacket(in ObservedPacket packet)
        {
            if (packet.Nesting == 0)
                Longest = Math.Max(Longest, packet.Payload.Length + (packet.Band > 0 ? 1 : 0) + Faults.PacketBytes.Digits);
        }
    }
}
