using System.Globalization;
using System.Text;
using GitProto.Client;
using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>The client of this library, in this process.</summary>
internal sealed class SelfClient(IPacketObserver? observer = null, GitTimeouts? timeouts = null) : IClientPeer
{
    public string Name => PeerNames.Self;

    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        var options = new GitClientOptions { Protocol = task.Protocol, Ssh = new SshOptions { Command = task.SshCommand, Variant = SshVariant.Ssh }, Observer = observer, Timeouts = timeouts ?? GitTimeouts.Default, ServerOptions = [.. task.ServerOptions.Select(option => (ByteString)option)], RemoteText = task.Quiet ? null : line => said.Append("remote: ").Append(line.Text).Append('\n') };
        try
        {
            var output = await (task.Verb switch
            {
                ClientVerb.List => ListAsync(task, options, cancellationToken),
                ClientVerb.Clone => CloneAsync(task, options, cancellationToken),
                ClientVerb.Fetch => FetchAsync(task, options, cancellationToken),
                ClientVerb.Push => PushAsync(task, options, said, cancellationToken),
                _ => ArchiveAsync(task, options, cancellationToken),
            });
            return output is null ? new ProgramEnd(1, "", said.ToString()) : new ProgramEnd(0, output, said.ToString());
        }
        catch (Exception e) when (e is GitProtoException or IOException)
        {
            return new ProgramEnd(128, "", said.Append("fatal: ").Append(e.Message).ToString());
        }
    }

    private static async Task<string?> ListAsync(ClientTask task, GitClientOptions options, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await using var session = await GitClient.ConnectAsync(task.Url, options, cancellationToken);
        await foreach (var found in session.ListRefsAsync(new ListRefsOptions { Prefixes = [.. task.Specs.Select(spec => (ByteString)spec)], Unborn = false }, cancellationToken))
        {
            if (task.Specs.Count > 0 && !task.Specs.Any(spec => found.Name.ToString().StartsWith(spec, StringComparison.Ordinal)))
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{found.Id}\t{found.Name}\n");
            if (found.Peeled is { } peeled)
                text.Append(CultureInfo.InvariantCulture, $"{peeled}\t{found.Name}^{{}}\n");
        }
        return text.ToString();
    }

    private static async Task<string?> CloneAsync(ClientTask task, GitClientOptions options, CancellationToken cancellationToken)
    {
        using var clone = await GitClient.CloneAsync(task.Url, task.Place, new CloneOptions { Mirror = true, Client = options, Pack = Pack(task) }, cancellationToken);
        return "";
    }

    private static async Task<string?> FetchAsync(ClientTask task, GitClientOptions options, CancellationToken cancellationToken)
    {
        using var repository = FileRepository.Open(task.Place);
        await using var session = await GitClient.ConnectAsync(task.Url, options, cancellationToken);
        var result = await session.FetchAsync(repository, FetchOptions.Of([.. task.Specs]) with { Pack = Pack(task) }, cancellationToken);
        return result.Succeeded ? "" : null;
    }

    private static async Task<string?> PushAsync(ClientTask task, GitClientOptions options, StringBuilder said, CancellationToken cancellationToken)
    {
        using var repository = FileRepository.Open(task.Place);
        var push = PushRefsOptions.Of(task.Specs) with { Atomic = task.Atomic, ServerOptions = [.. task.Options.Select(option => (ByteString)option)] };
        var result = await GitClient.PushAsync(task.Url, repository, push, options, cancellationToken);
        foreach (var one in result.Refs)
            said.Append(CultureInfo.InvariantCulture, $"{one.Status} {one.Name} {one.Reason}\n");
        return result.Succeeded ? "" : null;
    }

    private static async Task<string?> ArchiveAsync(ClientTask task, GitClientOptions options, CancellationToken cancellationToken)
    {
        await using var file = File.Create(task.Place);
        var archive = new ArchiveOptions { Tree = task.Tree!, Format = task.Format, Paths = [.. task.Specs.Select(spec => (ByteString)spec)] };
        await GitClient.ArchiveAsync(task.Url, archive, file, options, cancellationToken);
        return "";
    }

    private static FetchPackOptions Pack(ClientTask task) => new()
    {
        Filter = task.Filter is { } filter ? (ByteString)filter : default(ByteString?),
        Depth = task switch
        {
            { Depth: int.MaxValue } => FetchDepth.All,
            { Depth: { } depth } => FetchDepth.Of(depth),
            { Deepen: { } more } => FetchDepth.MoreBy(more),
            { Since: { } since } => FetchDepth.Since(DateTimeOffset.FromUnixTimeSeconds(since), []),
            { Exclude: { } exclude } => FetchDepth.Not([(ByteString)exclude]),
            _ => null,
        },
    };
}
