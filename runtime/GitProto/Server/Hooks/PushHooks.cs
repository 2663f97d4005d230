using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Runs the hooks of a push, those of the host and those of the repository.</summary>
/// <remarks>Source: githooks; receive-pack.c run_receive_hook, run_update_hook, run_update_post_hook.</remarks>
internal sealed class PushHooks
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly ReceivePackService service;
    private readonly PushNews news;
    private readonly HookRunner? runner;

    public PushHooks(ReceivePackService service, PushNews news)
    {
        (this.service, this.news) = (service, news);
        runner = service is { Rules.RunGitHooks: true, Files: { } files } ? new HookRunner(files, service.Rules, news, service.Options.TimeProvider) : null;
    }

    /// <summary>Calls code of the host, within the time it may take.</summary>
    /// <returns>What it threw; null if it ended well.</returns>
    /// <exception cref="OperationCanceledException">The service ends, or the client has gone.</exception>
    public async Task<ExceptionDispatchInfo?> CallAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(service.Rules.HookTimeout, service.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await Task.Run(() => call(either.Token).AsTask(), either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && limit.IsCancellationRequested)
        {
            return ExceptionDispatchInfo.Capture(new TimeoutException($"A hook took longer than {nameof(ReceivePackRules.HookTimeout)} = {service.Rules.HookTimeout}."));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>Asks the pre-receive hook.</summary>
    /// <returns>False if it refuses.</returns>
    public async Task<bool> PreReceiveAsync(IReadOnlyList<PushCommand> commands, IReadOnlyList<ByteString> options, IObjectStore objects, CancellationToken cancellationToken)
    {
        if (runner?.Find(HooksTransport.PreReceive) is not { } hook)
            return true;
        var environment = Environment(options);
        if (environment is null)
        {
            await news.ErrorAsync("a push option is not valid UTF-8", cancellationToken).ConfigureAwait(false);
            return false;
        }
        if ((objects as IncomingObjects)?.QuarantineDirectory is { } quarantine)
        {
            environment[HooksTransport.Quarantine] = environment[HooksTransport.Objects] = quarantine;
            environment[HooksTransport.OtherObjects] = ListEntry(Path.GetDirectoryName(quarantine)!);
        }
        return await runner.RunAsync(hook, [], Input(commands), environment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the update hook about one ref.</summary>
    /// <returns>False if it refuses.</returns>
    public async Task<bool> UpdateAsync(PushCommand command, CancellationToken cancellationToken)
    {
        if (runner?.Find(HooksTransport.UpdateHook) is not { } hook)
            return true;
        return TryText(command.Ref.Bytes) is { } name
            && await runner.RunAsync(hook, [name, command.Expected.ToString(), command.Target.ToString()], default, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the hook of transactions of their phases; null if there is none.</summary>
    public RefTransactionWatch? TransactionWatch => runner?.Find(HooksTransport.ReferenceTransaction) is { } hook ? (phase, updates, cancellationToken) => TellAsync(hook, phase, updates, cancellationToken) : null;

    /// <summary>Runs the hooks that change nothing any more; how they end does not matter.</summary>
    public async Task FollowAsync(IReadOnlyList<PushCommand> commands, IReadOnlyList<ByteString> options, CancellationToken cancellationToken)
    {
        if (runner?.Find(HooksTransport.PostReceive) is { } receive)
            await runner.RunAsync(receive, [], Input(commands), Environment(options) ?? [], cancellationToken).ConfigureAwait(false);
        if (runner?.Find(HooksTransport.PostUpdate) is { } update)
            await runner.RunAsync(update, [.. commands.Select(command => TryText(command.Ref.Bytes)).OfType<string>()], default, [], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> TellAsync(string hook, RefTransactionPhase phase, IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        var zero = ObjectId.Zero(service.Repository.Format);
        var word = HooksTransport.TransactionPhase(phase switch
        {
            RefTransactionPhase.Prepared => HooksPhase.Prepared,
            RefTransactionPhase.Committed => HooksPhase.Committed,
            _ => HooksPhase.Aborted,
        });
        byte[] input = [.. updates.SelectMany(update => Line(update.Expected ?? zero, update.Target ?? zero, update.Name))];
        return await runner!.RunAsync(hook, [word], input, [], cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Input(IReadOnlyList<PushCommand> commands) => [.. commands.SelectMany(command => Line(command.Expected, command.Target, command.Ref))];

    // A name is bytes, and stays them.
    private static byte[] Line(ObjectId old, ObjectId now, RefName name) => [.. Encoding.ASCII.GetBytes(HooksTransport.Update(old, now, "")), .. name.Bytes.Span, (byte)'\n'];

    /// <summary>The options as variables, each by itself; null if one cannot be a variable.</summary>
    private static Dictionary<string, string?>? Environment(IReadOnlyList<ByteString> options)
    {
        var environment = new Dictionary<string, string?>
        {
            [HooksTransport.OptionCount] = options.Count == 0 ? null : options.Count.ToString(CultureInfo.InvariantCulture),
        };
        for (var number = 0; number < options.Count; number++)
        {
            if (TryText(options[number]) is not { } text)
                return null;
            environment[HooksTransport.Option(number)] = text;
        }
        return environment;
    }

    private static string? TryText(ByteString bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A path that holds the separator, or begins as a quoted one does, is quoted as git quotes in C.
    private static string ListEntry(string path)
    {
        if (!path.StartsWith('"') && !path.Contains(Path.PathSeparator, StringComparison.Ordinal))
            return path;
        var quoted = new StringBuilder("\"");
        foreach (var character in path)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append('\\').Append(Convert.ToString(character, 8).PadLeft(3, '0'));
            else
                quoted.Append(character);
        }
        return quoted.Append('"').ToString();
    }
}
