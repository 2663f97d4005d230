using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Repositories;

/// <summary>Puts a repository of a server that this program cannot reach back as it was made: pushes the refs that differ.</summary>
internal static class PushBack
{
    public static async Task RunAsync(ServerAddress server, RepositorySet repositories, string name, CancellationToken cancellationToken)
    {
        var listed = await RunAsync(new ClientTask(ClientVerb.List, server.Url(name), "") { SshCommand = server.SshCommand });
        var there = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(one => IsRef(one[1])).ToDictionary(one => one[1], one => one[0]);
        using var made = repositories.Open(name);
        var wanted = made.Refs.List().Where(found => found.Target is not null).ToDictionary(found => found.Name.ToString(), found => found.Target.ToString()!);
        List<string> specs =
        [
            .. there.Keys.Where(one => !wanted.ContainsKey(one)).Select(one => ":" + one),
            .. wanted.Where(one => there.GetValueOrDefault(one.Key) != one.Value).Select(one => $"+{one.Key}:{one.Key}"),
        ];
        if (specs.Count > 0)
            await RunAsync(new ClientTask(ClientVerb.Push, server.Url(name), made.GitDirectory) { Specs = specs, SshCommand = server.SshCommand });

        async Task<ProgramEnd> RunAsync(ClientTask task)
        {
            var end = await new SelfClient().RunAsync(task, cancellationToken);
            return end!.ExitCode == 0 ? end : throw new ConformanceException($"{name} cannot be put back as it was: {Escape.ForDisplay(end.Error.Trim())}");
        }
    }

    // What the tool lists besides refs: HEAD, and what tags point to.
    private static bool IsRef(string name) => name.StartsWith("refs/", StringComparison.Ordinal) && !name.EndsWith("^{}", StringComparison.Ordinal);
}
