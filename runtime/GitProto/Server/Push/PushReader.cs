using System.Text;
using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Reads what a client wants of a push, within bounds: its commands, and its options.</summary>
internal sealed class PushReader(WireSession session, ReceivePackService service, LastWords lastWords)
{
    // So much of a refused request is read and dropped, that its sender can come to hear why.
    private const long MaxDiscarded = 256 << 20;

    /// <summary>The commands, with what the client asked for.</summary>
    public PushRequest Request { get; private set; } = new();

    /// <summary>The options.</summary>
    public IReadOnlyList<ByteString> Options { get; private set; } = [];

    /// <summary>A pack comes next.</summary>
    public PushFlow.Server.Packing? Packing { get; private set; }

    /// <summary>No pack comes.</summary>
    public PushFlow.Server.Reporting Reporting { get; private set; }

    /// <summary>Reads.</summary>
    /// <returns>False if the client has left, or only knocked.</returns>
    /// <exception cref="GitProtoException">It breaks a rule, or wants too much.</exception>
    public async Task<bool> ReadAsync(PushFlow.Server.Commanding commanding, CancellationToken cancellationToken)
    {
        PushFlow.Server.CommandingReceived got;
        do
            got = await CommandsAsync(commanding, cancellationToken).ConfigureAwait(false);
        while (got.IsFlushIfStateless(out commanding));
        if (!got.IsAnyPushRequest(out var request))
            return false;
        if (session.Context.IsOpen(Elements.SidebandReport))
            lastWords.InBands();
        Request = request;
        Check(request.Capabilities);
        if (got.IsPushRequestIfPushOptions(out _, out var optioning))
            await OptionsAsync(optioning, cancellationToken).ConfigureAwait(false);
        else if (got.IsPushRequestWithChange(out _, out var packing))
            Packing = packing;
        else if (got.IsPushRequest(out _, out var reporting))
            Reporting = reporting;
        return true;
    }

    private Task<PushFlow.Server.CommandingReceived> CommandsAsync(PushFlow.Server.Commanding commanding, CancellationToken cancellationToken) => WithinAsync(
        () => commanding.ReceiveAsync(cancellationToken),
        (nameof(ReceivePackRules.MaxCommands), service.Rules.MaxCommands), (nameof(ReceivePackRules.MaxCommandBytes), service.Rules.MaxCommandBytes), "the commands", cancellationToken);

    private async Task OptionsAsync(PushFlow.Server.Optioning optioning, CancellationToken cancellationToken)
    {
        var got = await WithinAsync(
            () => optioning.ReceiveAsync(cancellationToken),
            (nameof(ReceivePackRules.MaxPushOptions), service.Rules.MaxPushOptions), (nameof(ReceivePackRules.MaxPushOptionBytes), service.Rules.MaxPushOptionBytes), "the options", cancellationToken)
            .ConfigureAwait(false);
        if (got.IsAnyPushOptions(out var options))
            Options = Checked(options.Options);
        if (got.IsPushOptionsIfPushRequestChange(out _, out var packing))
            Packing = packing;
        else if (got.IsPushOptions(out _, out var reporting))
            Reporting = reporting;
    }

    // A hook reads each as one line, or from a variable of its environment.
    private static IReadOnlyList<ByteString> Checked(IReadOnlyList<ByteString> options) =>
        options.FirstOrDefault(option => option.Span.ContainsAny((byte)'\n', (byte)0)) is { IsEmpty: false } broken
            ? throw new MalformedMessageException($"The client sent '{broken.ToDisplayString()}' as option of its push", "text without LF or NUL", Elements.Name(Elements.PushOptionsOption))
            : options;

    private async Task<T> WithinAsync<T>(
        Func<ValueTask<T>> read, (string Name, int Value) lines, (string Name, long Value) bytes, string what, CancellationToken cancellationToken)
    {
        session.Context.Limits = session.Context.Limits with { MaxLinesPerMessage = lines.Value, MaxBytesPerMessage = bytes.Value };
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (GitProtoException e) when (e is not RemoteErrorException)
        {
            if (session.Context.IsOpen(Elements.SidebandReport))
                lastWords.InBands();
            if (e is not LimitExceededException limit)
                throw;
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
            var (name, value) = limit.Limit == nameof(WireLimits.MaxLinesPerMessage) ? (lines.Name, lines.Value)
                : limit.Limit == nameof(WireLimits.MaxBytesPerMessage) ? bytes : (limit.Limit, limit.Value);
            throw new LimitExceededException(name, value, $"The push is refused: the size or number of {what}");
        }
    }

    private async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var reader = session.ReaderOf(Role.Client);
        var end = reader.Offset + MaxDiscarded;
        while (reader.Offset < end)
        {
            var packet = await reader.PeekAsync(cancellationToken).ConfigureAwait(false);
            if (!packet.IsData)
                return;
            reader.Consume();
        }
    }

    private void Check(Capabilities asked)
    {
        var offered = session.Context.Offered;
        if ((asked.TryGetAtomic(out _) && !offered.TryGetAtomic(out _)) || (asked.TryGetPushOptions(out _) && !offered.TryGetPushOptions(out _)))
            throw new MalformedMessageException("The client asks for a capability that was not offered", offered.ToString(), "push-request");
        var hash = asked.TryGetObjectFormat(out var format) ? format.Hash : ObjectFormatHash.Sha1;
        if (!hash.Value.Span.SequenceEqual(Encoding.ASCII.GetBytes(service.Repository.Format.Name())))
            throw new MalformedMessageException($"unsupported object format '{hash}'");
    }
}
