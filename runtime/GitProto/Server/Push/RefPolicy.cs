using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>The rules for single refs. They hold for the ref that is really updated, whatever symbolic ref or hook led to it.</summary>
/// <remarks>Source: receive-pack.c update.</remarks>
internal sealed class RefPolicy(ReceivePackService service, IObjectStore objects, PushNews news)
{
    private readonly ReceivePackRules rules = service.Rules;
    private HashSet<RefName>? checkedOut;

    /// <summary>Checks the name alone, so that nothing else ever sees one that is none.</summary>
    public async ValueTask CheckNameAsync(PushCommand command, CancellationToken cancellationToken)
    {
        if (command.HasName && !IsFunny(command))
        {
            if (service.IsHidden(command.Ref))
                command.Refuse(command.IsDelete ? RefusalTexts.HiddenDelete : RefusalTexts.HiddenUpdate);
            return;
        }
        await news.ErrorAsync($"refusing to create funny ref '{command.Sent.ToDisplayString()}' remotely", cancellationToken).ConfigureAwait(false);
        command.Refuse(RefusalTexts.FunnyRefname);
    }

    /// <summary>Checks a command against the refs as they are now.</summary>
    public async ValueTask CheckAsync(PushCommand command, CancellationToken cancellationToken)
    {
        if (IsFunny(command))
        {
            await CheckNameAsync(command, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (!TryRead(command.Ref, out var now))
        {
            await RefuseAsync(command, $"refusing update to broken symref '{command.Ref}'", RefusalTexts.BrokenSymref, cancellationToken).ConfigureAwait(false);
            return;
        }
        command.Resolved = now?.SymbolicTarget ?? command.Ref;
        command.Expected = command.RewrittenRef is null ? command.Old : now?.Target ?? ObjectId.Zero(objects.Format);
        if (service.IsHidden(command.Ref) || service.IsHidden(command.Resolved))
            command.Refuse(command.Target.IsZero ? RefusalTexts.HiddenDelete : RefusalTexts.HiddenUpdate);
        if (command.IsAlive)
            await CheckCurrentAsync(command, cancellationToken).ConfigureAwait(false);
        if (command.IsAlive && command.Target.IsZero)
            await CheckDeleteAsync(command, now?.Target, cancellationToken).ConfigureAwait(false);
        else if (command.IsAlive)
            await CheckValueAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckCurrentAsync(PushCommand command, CancellationToken cancellationToken)
    {
        if (rules.DenyCurrentBranch is DenyAction.Ignore || !await IsCheckedOutAsync(command.Resolved!, cancellationToken).ConfigureAwait(false))
            return;
        if (rules.DenyCurrentBranch is DenyAction.Warn)
        {
            await news.WarnAsync("updating the current branch", cancellationToken).ConfigureAwait(false);
            return;
        }
        if (rules.DenyCurrentBranch is DenyAction.UpdateInstead)
            await news.ErrorAsync("receive.denyCurrentBranch = updateInstead is not supported by this server", cancellationToken).ConfigureAwait(false);
        await RefuseAsync(command, $"refusing to update checked out branch: {command.Ref}", RefusalTexts.CheckedOut, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where that cannot be told, every branch counts.</summary>
    private async ValueTask<bool> IsCheckedOutAsync(RefName name, CancellationToken cancellationToken)
    {
        try
        {
            return (checkedOut ??= [.. service.Files?.CheckedOutBranches ?? []]).Contains(service.Files?.Namespace?.Full(name) ?? name);
        }
        catch (PolicyException e)
        {
            if (IsBranch(name))
                await news.ErrorAsync(e.Message, cancellationToken).ConfigureAwait(false);
            return IsBranch(name);
        }
    }

    private async ValueTask CheckDeleteAsync(PushCommand command, ObjectId? now, CancellationToken cancellationToken)
    {
        if (rules.DenyDeletes && IsBranch(command.Resolved!))
        {
            await RefuseAsync(command, $"denying ref deletion for {command.Ref}", RefusalTexts.DeletionProhibited, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (TryRead(RefName.Head, out var head) && head?.SymbolicTarget == command.Resolved && rules.DenyDeleteCurrent is not DenyAction.Ignore)
        {
            if (rules.DenyDeleteCurrent is not DenyAction.Warn)
            {
                await RefuseAsync(command, $"refusing to delete the current branch: {command.Ref}", RefusalTexts.DeletionOfCurrent, cancellationToken).ConfigureAwait(false);
                return;
            }
            await news.WarnAsync("deleting the current branch", cancellationToken).ConfigureAwait(false);
        }
        if (!command.Expected.IsZero && objects.Contains(command.Expected))
            return;
        if (now is null)
        {
            await news.WarnAsync("deleting a non-existent ref", cancellationToken).ConfigureAwait(false);
            command.DidNotExist = true;
        }
        else if (objects.Contains(now.Value))
            command.Refuse(RefusalTexts.Stale);
        else
        {
            await news.WarnAsync("allowing deletion of corrupt ref", cancellationToken).ConfigureAwait(false);
            command.Expected = now.Value;
        }
    }

    private async ValueTask CheckValueAsync(PushCommand command, CancellationToken cancellationToken)
    {
        if (!objects.TryReadHeader(command.Target, out var type, out _))
        {
            await RefuseAsync(command, $"unpack should have generated {command.Target}, but I can't find it!", RefusalTexts.BadPack, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (!IsBranch(command.Resolved!))
            return;
        if (type != ObjectType.Commit)
        {
            await RefuseAsync(command, $"cannot update ref '{command.Ref}': trying to write non-commit object {command.Target} to branch '{command.Resolved}'", RefusalTexts.BadNewValue, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (command.Expected.IsZero || command.Expected == command.Target || (!rules.DenyNonFastForwards && !command.IsRewritten))
            return;
        if (!objects.TryReadHeader(command.Expected, out var old, out _) || old != ObjectType.Commit)
        {
            await RefuseAsync(command, $"Bad sha1 objects {command.Expected} and {command.Target} for {command.Ref}", RefusalTexts.BadRef, cancellationToken).ConfigureAwait(false);
            return;
        }
        command.IsForced = await Task.Run(
            () => Reachability.Unreachable(objects, service.Repository.ShallowBoundary, [command.Expected], [command.Target], cancellationToken).Count > 0, cancellationToken).ConfigureAwait(false);
        if (command.IsForced && rules.DenyNonFastForwards)
            await RefuseAsync(command, $"denying non-fast-forward {command.Ref} (you should pull first)", RefusalTexts.NotFastForward, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RefuseAsync(PushCommand command, string text, string reason, CancellationToken cancellationToken)
    {
        await news.ErrorAsync(text, cancellationToken).ConfigureAwait(false);
        command.Refuse(reason);
    }

    private bool TryRead(RefName name, out Ref? found)
    {
        try
        {
            found = service.Repository.Refs.TryRead(name);
            return true;
        }
        catch (RefRefusedException)
        {
            found = null;
            return false;
        }
    }

    private static bool IsBranch(RefName name) => name.StartsWith("refs/heads/"u8);

    // HEAD, and what lies directly in refs; of the latter a delete is no harm.
    private static bool IsFunny(PushCommand command) =>
        command.Ref.IsHead || (!command.Target.IsZero && !command.Ref.Bytes.Span["refs/"u8.Length..].Contains((byte)'/'));
}
