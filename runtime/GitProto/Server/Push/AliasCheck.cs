using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Finds commands that reach one ref: twice by its name, or through symbolic refs.</summary>
internal static class AliasCheck
{
    /// <summary>Refuses what disagrees; of what agrees one command does the work of all.</summary>
    public static async ValueTask CheckAsync(IReadOnlyList<PushCommand> commands, PushNews news, CancellationToken cancellationToken)
    {
        foreach (var group in commands.GroupBy(command => command.Resolved!).Where(group => group.Count() > 1))
        {
            var all = group.ToList();
            if (all.DistinctBy(command => command.Ref).Count() < all.Count)
            {
                await news.ErrorAsync($"multiple updates for ref '{group.Key}' not allowed", cancellationToken).ConfigureAwait(false);
                all.ForEach(command => command.Refuse(RefusalTexts.UpdateFailed));
            }
            else if (all.DistinctBy(command => (command.Expected, command.Target)).Count() > 1)
            {
                var (one, other) = (all[0], all.First(command => (command.Expected, command.Target) != (all[0].Expected, all[0].Target)));
                await news.ErrorAsync(
                    $"refusing inconsistent update between symref '{one.Ref}' ({one.Expected}..{one.Target}) and its target '{other.Ref}' ({other.Expected}..{other.Target})", cancellationToken).ConfigureAwait(false);
                all.ForEach(command => command.Refuse(RefusalTexts.AliasedUpdate));
            }
            else
                all.Skip(1).ToList().ForEach(command => command.Leader = all[0]);
        }
    }
}
