using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>
/// A conversation with a server that takes pushes into one repository. It serves one push. After an error that leaves open what the server will say
/// next, it cannot be used any more, and its connection is closed.
/// </summary>
public sealed class PushSession : IAsyncDisposable
{
    private readonly ClientWire wire;
    private readonly GitClientOptions options;
    private PushConversation? conversation;

    private PushSession(GitConnection connection, GitClientOptions options) => (wire, this.options) = (new ClientWire(connection, options), options);

    /// <summary>The protocol that the server speaks: 0 or 1.</summary>
    public int Protocol => Conversation.Version;

    /// <summary>The hash that names the objects of the repository.</summary>
    public ObjectFormat Format => wire.Session.Context.FormatOrDefault;

    /// <summary>What the server can do.</summary>
    public Capabilities Offered => wire.Session.Context.Offered;

    /// <summary>The refs of the server, without HEAD and without what tags stand for.</summary>
    public IReadOnlyList<RemoteRef> Refs => Conversation.Shown.Refs;

    /// <summary>Who the server is, in words fit for a message.</summary>
    public string Peer => wire.Peer;

    /// <summary>Wishes that were left out because the server does not offer what they need.</summary>
    public IReadOnlyList<Omission> Omitted => wire.Session.Context.Omitted;

    private PushConversation Conversation => conversation ?? throw new InvalidOperationException("The session is not open.");

    /// <summary>
    /// Pushes. What must not be done is found out first, ref by ref, by git's rules; a ref that is refused, here or by the server, is no exception but
    /// stands in the result.
    /// </summary>
    /// <param name="repository">Where the objects and refs come from; its format must be the server's.</param>
    /// <param name="push">What is pushed; may be null.</param>
    /// <param name="cancellationToken">Stops; if something was sent, the session cannot be used any more, and the server may have changed its refs.</param>
    /// <exception cref="RefRefusedException">A refspec names what is not here or not there, or is ambiguous. Nothing was sent.</exception>
    /// <exception cref="CapabilityNotAdvertisedException">The server cannot do what was asked for: an atomic push, or options. Nothing was sent.</exception>
    /// <exception cref="PolicyException">The server names objects by another hash than the repository. Nothing was sent.</exception>
    /// <exception cref="ObjectRefusedException">An object that has to be sent is missing here. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">One of the server options is too long, or holds LF or NUL. Nothing was sent.</exception>
    /// <exception cref="RemoteErrorException">The server gives up in words of its own.</exception>
    /// <exception cref="MalformedMessageException">The server breaks the protocol.</exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    public async ValueTask<PushResult> PushAsync(IRepository repository, PushRefsOptions? push = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        push ??= PushRefsOptions.Default;
        CheckServerOptions(push.ServerOptions);
        if (repository.Format != Format)
            throw new PolicyException($"The server names objects by {Format.Name()}, and the repository by {repository.Format.Name()}.");
        var wishes = PushRequests.Wishes(push, wire.Session.Context, options);
        var remote = Conversation.Shown.ByName();
        var targets = PushMap.Of(new PushSources(repository), remote, push);
        var plans = new PushPlan(repository, remote, push, Offered.TryGetDeleteRefs(out _)).Make(targets, cancellationToken);
        PushedRef[] commands = [.. plans.Where(PushOutcome.IsSent)];
        if (push.DryRun || commands.Length == 0)
        {
            await wire.GuardAsync(() => LeaveAsync(cancellationToken)).ConfigureAwait(false);
            return new PushResult(plans);
        }
        var pack = await ChooseAsync(repository, commands, push, cancellationToken).ConfigureAwait(false);
        var request = PushRequests.Build(commands, pack is null ? [] : repository.ShallowBoundary, wishes);
        var answer = await wire.GuardAsync(async () =>
        {
            var came = await Conversation.SendAsync(request, push.ServerOptions, pack, cancellationToken).ConfigureAwait(false);
            wire.RemoteText?.End();
            await wire.FinishAsync(cancellationToken).ConfigureAwait(false);
            return came;
        }).ConfigureAwait(false);
        return PushOutcome.Of(plans, answer, wishes.TryGetReportStatus(out _) || wishes.TryGetReportStatusV2(out _));
    }

    /// <summary>Tells the server that nothing more will come, and closes the connection. Never waits long.</summary>
    public ValueTask DisposeAsync() => wire.CloseAsync(conversation is { } open ? open.LeaveAsync : null);

    internal static async ValueTask<PushSession> OpenAsync(GitConnection connection, GitUrl? called, GitClientOptions options, CancellationToken cancellationToken)
    {
        var session = new PushSession(connection, options);
        try
        {
            session.conversation = await session.wire.GuardAsync(async () =>
            {
                await session.wire.CallAsync(GitProtoRequestService.ReceivePack, called, cancellationToken).ConfigureAwait(false);
                return await PushConversation.OpenAsync(session.wire, options, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void CheckServerOptions(IEnumerable<ByteString> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > PushRefsOptions.MaxServerOption || text.Span.ContainsAny((byte)'\n', (byte)0))
                throw new ArgumentException($"A server option may hold neither LF nor NUL and {PushRefsOptions.MaxServerOption} bytes at most: '{text.ToDisplayString()}'.");
        }
    }

    private async Task<bool> LeaveAsync(CancellationToken cancellationToken)
    {
        if (!wire.Turns.IsStateless)
            await Conversation.LeaveAsync(cancellationToken).ConfigureAwait(false);
        await wire.FinishAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Chooses the objects; null if every command is a delete, for then no pack may follow.</summary>
    private async Task<PushPack?> ChooseAsync(IRepository repository, PushedRef[] commands, PushRefsOptions push, CancellationToken cancellationToken)
    {
        ObjectId[] wants = [.. commands.Select(command => command.New).OfType<ObjectId>().Distinct()];
        if (wants.Length == 0)
            return null;
        ObjectId[] haves = [.. Refs.Select(found => found.Id).OfType<ObjectId>().Concat(Conversation.Shown.Haves).Distinct()];
        var write = new PackWriteOptions
        {
            Format = repository.Format,
            OfsDeltas = Offered.TryGetOfsDelta(out _),
            Progress = options.Progress is null ? null : new PackProgressRelay(options.Progress),
        };
        return await PushPack.ChooseAsync(repository, wants, haves, write, push.Thin && !Offered.TryGetNoThin(out _), cancellationToken).ConfigureAwait(false);
    }
}
