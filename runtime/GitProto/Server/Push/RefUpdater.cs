using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Makes the updates that nothing speaks against, in one transaction.</summary>
internal sealed class RefUpdater(ReceivePackService service, PushNews news, RefTransactionWatch? watch)
{
    // What git writes into the logs of refs that are pushed to.
    private const string Reason = "push";

    /// <summary>Updates refs; what the store refuses is refused.</summary>
    public async Task ApplyAsync(IReadOnlyList<PushCommand> commands, bool atomic, IReadOnlyCollection<ObjectId> shallows, CancellationToken cancellationToken)
    {
        if (commands.Count == 0)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        var options = new RefTransactionOptions { Atomic = atomic, AsOne = atomic, Message = Reason, Watch = watch };
        var updates = commands.Select(command => RefUpdate.Change(command.Resolved!, command.Expected, command.Target)).ToList();
        // From here on nothing stops half-way.
        try
        {
            await service.Repository.UpdateShallowAsync(shallows, [], CancellationToken.None).ConfigureAwait(false);
            var results = await Task.Run(
                async () => await service.Repository.Refs.ApplyAsync(updates, options, CancellationToken.None).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            for (var index = 0; index < commands.Count; index++)
                await TakeAsync(commands[index], results[index]).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk failed somewhere in between: only what is there counts.
            foreach (var command in commands.Where(command => command.IsAlive && !IsMade(command)))
                command.Refuse(RefusalTexts.UpdateFailed);
            await news.TryErrorAsync(Escape.ForDisplay(e.Message), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask TakeAsync(PushCommand command, RefUpdateResult result)
    {
        if (result.Succeeded)
            return;
        command.Refuse(result.Refusal switch
        {
            RefRefusal.Aborted => RefusalTexts.AtomicFailure,
            RefRefusal.Declined => RefusalTexts.HookDeclined,
            RefRefusal.NameConflict => RefusalTexts.NameConflict,
            RefRefusal.CaseConflict => RefusalTexts.CaseConflict,
            RefRefusal.Stale when command.Expected.IsZero => RefusalTexts.AlreadyThere,
            RefRefusal.Stale when service.Repository.Refs.Resolve(command.Resolved!) is null => RefusalTexts.NotThere,
            RefRefusal.Stale => RefusalTexts.Stale,
            _ => RefusalTexts.UpdateFailed,
        });
        if (result.Refusal is RefRefusal.Aborted)
            return;
        if (result.Refusal is RefRefusal.Declined)
            await news.TryErrorAsync(result.Reason!, CancellationToken.None).ConfigureAwait(false);
        else
            await news.TryErrorAsync($"cannot lock ref '{command.Resolved}': {result.Reason}", CancellationToken.None).ConfigureAwait(false);
    }

    private bool IsMade(PushCommand command)
    {
        try
        {
            return service.Repository.Refs.Resolve(command.Resolved!) is { } now ? now == command.Target : command.Target.IsZero;
        }
        catch (Exception e) when (e is RefRefusedException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
