using System.Globalization;

namespace GitProto.Conformance.Peers.Declared;

/// <summary>
/// A client that is a command. With a place for a verb it is a driver: it is given options and refspecs behind its own words, and answers 127 to what it does not know.
/// Without one it makes clones, and nothing else is asked of it.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="command">The command.</param>
/// <param name="places">What fills its places, besides those of a task.</param>
internal sealed class DriverClient(string name, CommandTemplate command, IReadOnlyDictionary<string, string> places) : IClientPeer
{
    public const string Url = "url";
    private const string Verb = "verb", Dir = "dir";
    private const int Unknown = 127;

    public string Name => name;

    public bool MakesMirrors => command.Has(Verb);

    /// <summary>The peers that are a command and nothing else: it over git://, and it over HTTP.</summary>
    /// <exception cref="ConformanceException">The command has no place for a URL or a directory.</exception>
    public static IEnumerable<Peer> Peers(string text)
    {
        var command = CommandTemplate.Parse(text);
        if (new[] { Url, Dir }.FirstOrDefault(place => !command.Has(place)) is { } missing)
            throw new ConformanceException($"The command of the client has no place for {{{missing}}}.");
        return PeerNames.Clients.Select(one =>
        {
            var client = new DriverClient(one.Name, command, new Dictionary<string, string>());
            return new Peer(one.Name, one.Transport, client, null, _ => Task.FromResult<string?>(null))
            {
                Family = PeerNames.Client,
                Selector = $"--client \"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\" --peer {one.Name}",
                PrepareAsync = client.CheckAsync,
            };
        });
    }

    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken)
    {
        if (!command.Has(Verb))
            return task is { Verb: ClientVerb.Clone, Filter: null, IsSha256: false } ? await Programs.RunAsync(Call("", task.Url, task.Place), cancellationToken) : null;
        var end = await Programs.RunAsync(Call(WordOf(task.Verb), task.Url, task.Place, [.. Options(task), .. task.Specs]), cancellationToken);
        return end.ExitCode == Unknown ? null : end;
    }

    /// <summary>Makes sure that it answers as a driver has to where it does not know what to do: else what it cannot do would be taken for what it does wrong.</summary>
    /// <exception cref="ConformanceException">It does not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!command.Has(Verb))
            return;
        var end = await Programs.RunAsync(Call("no-such-verb", "git://127.0.0.1:9/none.git", "none.git"), cancellationToken);
        if (end.ExitCode != Unknown)
            throw new ConformanceException(string.Create(CultureInfo.InvariantCulture, $"The driver of {name} answers {end.ExitCode} to a verb that nobody knows; {Unknown} is expected. It says: {Escape.ForDisplay((end.Output + end.Error).Trim())}"));
    }

    private ProgramCall Call(string verb, string url, string dir, params IEnumerable<string> more) =>
        command.Fill(new Dictionary<string, string>(places) { [Verb] = verb, [Url] = url, [Dir] = dir }, more);

    private static string WordOf(ClientVerb verb) => verb.ToString().ToLowerInvariant();

    private static IEnumerable<string> Options(ClientTask task)
    {
        yield return Invariant($"--protocol={task.Protocol}");
        if (task.IsSha256)
            yield return "--object-format=sha256";
        if (task.Depth == int.MaxValue)
            yield return "--unshallow";
        else if (task.Depth is { } depth)
            yield return Invariant($"--depth={depth}");
        if (task.Deepen is { } more)
            yield return Invariant($"--deepen={more}");
        if (task.Since is { } since)
            yield return Invariant($"--since={since}");
        if (task.Exclude is { } exclude)
            yield return $"--exclude={exclude}";
        if (task.Filter is { } filter)
            yield return $"--filter={filter}";
        if (task.Atomic)
            yield return "--atomic";
        foreach (var option in task.Options)
            yield return $"--push-option={option}";
        foreach (var option in task.ServerOptions)
            yield return $"--server-option={option}";
        if (task.Quiet)
            yield return "--quiet";
        if (task.Tree is { } tree)
            yield return $"--tree={tree}";
        if (task.Format is { } format)
            yield return $"--format={format}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
