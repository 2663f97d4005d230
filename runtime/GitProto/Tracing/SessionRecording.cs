using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>
/// A conversation that was recorded, byte by byte: one connection, the turns of one client over HTTP, or a server and its hook. <c>tests/recordings/README.md</c> describes
/// the format.
/// </summary>
public sealed class SessionRecording
{
    private readonly Dictionary<Role, ReadOnlyMemory<byte>> sent;
    private readonly IReadOnlyList<RecordedTurn> turns;

    internal SessionRecording(IReadOnlyDictionary<string, string> header, Dictionary<Role, ReadOnlyMemory<byte>> sent, IReadOnlyList<RecordedTurn> turns)
    {
        (Header, this.sent, this.turns) = (header, sent, turns);
        Service = header.TryGetValue(SessionFormat.Service, out var word) ? SessionFormat.ServiceOf(word) : null;
    }

    /// <summary>What its header says, by key: such as <c>name</c>, <c>transport</c>, <c>outcome</c> and <c>description</c>.</summary>
    public IReadOnlyDictionary<string, string> Header { get; }

    /// <summary>The service; null where only the conversation itself tells it.</summary>
    public GitService? Service { get; }

    /// <summary>True for the turns of HTTP, each of which is a connection of its own.</summary>
    public bool IsStateless => Header[SessionFormat.Transport] == SessionFormat.Http;

    /// <summary>True if the bytes begin as a recording does.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(SessionFormat.FirstLine);

    /// <summary>Reads a recording. What it holds refers to <paramref name="file"/>.</summary>
    /// <exception cref="TraceFormatException">It is not in the format.</exception>
    public static SessionRecording Read(ReadOnlyMemory<byte> file) => new SessionReader(file).Read();

    /// <summary>What a side sent, in one piece; over HTTP, the bodies of all turns.</summary>
    public ReadOnlyMemory<byte> Sent(Role side) => IsStateless
        ? turns.SelectMany(turn => (side == Role.Client ? turn.Asked : turn.Answered).ToArray()).ToArray()
        : sent.GetValueOrDefault(side);

    /// <summary>Reads the conversation by the flows of the spec, to its end or to the first violation.</summary>
    /// <param name="observer">Is told of every packet.</param>
    /// <param name="say">Is told of what passed besides packets, a line each, where it passed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ConversationReport> WatchAsync(IPacketObserver? observer = null, Action<string>? say = null, CancellationToken cancellationToken = default)
    {
        if (IsStateless)
            return new HttpConversationWatch(RecordedTurn.Exchanges(turns, say), observer).RunAsync(cancellationToken);
        if (Header[SessionFormat.Transport] == SessionFormat.Hook)
            return new HookConversationWatch(Reader(Role.Server), Reader(Role.Hook), observer).RunAsync(cancellationToken);
        var kind = Header[SessionFormat.Transport] == SessionFormat.Git ? null : new ConversationKind(Service!.Value);
        return new ConversationWatch(Reader(Role.Client), Reader(Role.Server), kind, observer).RunAsync(cancellationToken);
    }

    private PipeReader Reader(Role side) => PipeReader.Create(new(sent.GetValueOrDefault(side)));
}
