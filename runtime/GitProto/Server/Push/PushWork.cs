using System.Runtime.ExceptionServices;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>One push from its commands to its end: what is checked in which order, and what is done.</summary>
internal sealed class PushWork
{
    private readonly ReceivePackService service;
    private readonly PushNews news;
    private readonly IReadOnlyList<ByteString> options;
    private readonly bool atomic;
    private readonly PushConnectivity connectivity;
    private readonly PushHooks hooks;

    public PushWork(ReceivePackService service, PushReader reader, PushNews news)
    {
        (this.service, this.news, options) = (service, news, reader.Options);
        atomic = reader.Request.Capabilities.TryGetAtomic(out _);
        var zero = ObjectId.Zero(service.Repository.Format);
        Commands = [.. reader.Request.Commands.Select(command => command switch
        {
            PushRequestDelete delete => new PushCommand(delete.Ref, delete.OldOid, zero),
            PushRequestCreate create => new PushCommand(create.Ref, zero, create.NewOid),
            PushRequestUpdate update => new PushCommand(update.Ref, update.OldOid, update.NewOid),
            _ => throw new InvalidOperationException($"There is no command {command.GetType().Name}."),
        })];
        connectivity = new PushConnectivity(service, reader.Request.Shallows);
        hooks = new PushHooks(service, news);
    }

    /// <summary>The commands in the order in which they came.</summary>
    public IReadOnlyList<PushCommand> Commands { get; }

    /// <summary>What a hook of the host threw.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Refuses what is not refused yet.</summary>
    public void RefuseAll(string reason)
    {
        foreach (var command in Commands)
            command.Refuse(reason);
    }

    /// <summary>Judges the push while its objects are in quarantine. Nothing is changed.</summary>
    /// <param name="objects">The objects that are there and those that came.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task DecideAsync(IObjectStore objects, CancellationToken cancellationToken)
    {
        var policy = new RefPolicy(service, objects, news);
        foreach (var command in Alive())
            await policy.CheckNameAsync(command, cancellationToken).ConfigureAwait(false);
        await connectivity.CheckAsync(Alive(), objects, news, cancellationToken).ConfigureAwait(false);
        Settle();
        var view = new Push(service.Repository, objects, Alive(), options, atomic, news);
        if (view.Commands.Count > 0)
            await AskHooksAsync(view, cancellationToken).ConfigureAwait(false);
        var moved = Alive().Where(command => command.Target != command.New && !command.Target.IsZero).ToList();
        await connectivity.CheckAsync(moved, objects, news, cancellationToken).ConfigureAwait(false);
        foreach (var command in Alive())
            await policy.CheckAsync(command, cancellationToken).ConfigureAwait(false);
        await AliasCheck.CheckAsync(Alive(), news, cancellationToken).ConfigureAwait(false);
        Settle();
    }

    /// <summary>Moves the refs.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var todo = Alive().Where(command => !command.IsSkipped).OrderBy(command => !command.Target.IsZero).ToList();
        foreach (var command in todo)
        {
            if (command.IsAlive && !await hooks.UpdateAsync(command, cancellationToken).ConfigureAwait(false))
            {
                await news.ErrorAsync($"hook declined to update {command.Ref}", cancellationToken).ConfigureAwait(false);
                command.Refuse(RefusalTexts.HookDeclined);
                Settle();
            }
        }
        todo.RemoveAll(command => !command.IsAlive);
        await new RefUpdater(service, news, hooks.TransactionWatch).ApplyAsync(todo, atomic, connectivity.NewShallows, cancellationToken).ConfigureAwait(false);
        foreach (var command in Alive().Where(command => command.Leader is { IsAlive: false }))
            command.Refuse(command.Leader!.Reason!);
        Settle();
    }

    /// <summary>Tells hooks what was done.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var done = Commands.Where(command => command.IsAlive && !command.DidNotExist).ToList();
        if (done.Count == 0)
            return;
        await hooks.FollowAsync(done, options, cancellationToken).ConfigureAwait(false);
        var view = new Push(service.Repository, service.Repository.Objects, done, options, atomic, news);
        foreach (var hook in service.Rules.Hooks)
            Failure ??= await hooks.CallAsync(token => hook.UpdatedAsync(view, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task AskHooksAsync(Push view, CancellationToken cancellationToken)
    {
        foreach (var hook in service.Rules.Hooks)
        {
            Failure = await hooks.CallAsync(token => hook.CheckAsync(view, token), cancellationToken).ConfigureAwait(false);
            if (Failure is null)
                continue;
            RefuseAll(RefusalTexts.PreReceiveDeclined);
            return;
        }
        Settle();
        var asked = Alive();
        if (asked.Count > 0 && !await hooks.PreReceiveAsync(asked, options, view.Objects, cancellationToken).ConfigureAwait(false))
            RefuseAll(RefusalTexts.PreReceiveDeclined);
    }

    private List<PushCommand> Alive() => [.. Commands.Where(command => command.IsAlive)];

    /// <summary>Of an atomic push all commands fall with one.</summary>
    private void Settle()
    {
        if (atomic && Commands.Any(command => !command.IsAlive))
            RefuseAll(RefusalTexts.AtomicFailure);
    }
}
