using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Makes sure that what refs shall point to is there with all that it reaches.</summary>
/// <param name="service">The repository.</param>
/// <param name="theirs">Where the client's history stops.</param>
internal sealed class PushConnectivity(ReceivePackService service, IReadOnlyList<ObjectId> theirs)
{
    private readonly HashSet<ObjectId> newShallows = [];
    private ObjectSelection? visible;

    /// <summary>Where the history of the repository will stop, too, once the push is made.</summary>
    public IReadOnlyCollection<ObjectId> NewShallows => newShallows;

    /// <summary>Checks commands together, and if that fails each for itself.</summary>
    public async Task CheckAsync(IReadOnlyList<PushCommand> commands, IObjectStore objects, PushNews news, CancellationToken cancellationToken)
    {
        var changes = commands.Where(command => !command.Target.IsZero).ToList();
        if (changes.Count == 0 || !service.Rules.CheckConnectivity)
            return;
        var tips = service.Refs.List(["refs/"]).Select(shown => shown.Ref.Target!.Value).Concat(service.OtherTips).ToHashSet();
        changes.RemoveAll(command => tips.Contains(command.Target));
        var cut = service.Repository.ShallowBoundary;
        if (changes.Count == 0 || await TryAsync(changes, cut).ConfigureAwait(false) is null)
            return;
        var wide = cut.Union(theirs).ToHashSet();
        foreach (var command in changes)
        {
            if (await TryAsync([command], cut).ConfigureAwait(false) is not { } missing)
                continue;
            if (theirs.Count > 0 && await TryAsync([command], wide).ConfigureAwait(false) is null)
            {
                if (!service.Rules.ShallowUpdate)
                    command.Refuse(RefusalTexts.ShallowNotAllowed);
                continue;
            }
            command.Refuse(RefusalTexts.MissingObjects);
            await news.ErrorAsync(missing, cancellationToken).ConfigureAwait(false);
        }

        async Task<string?> TryAsync(List<PushCommand> some, IReadOnlySet<ObjectId> edge)
        {
            try
            {
                await Task.Run(() => Walk([.. some.Select(command => command.Target)], tips, edge, ReferenceEquals(edge, cut), objects, cancellationToken), cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (GitProtoException e)
            {
                return e.Message;
            }
        }
    }

    private void Walk(
        IReadOnlyCollection<ObjectId> wanted, HashSet<ObjectId> tips, IReadOnlySet<ObjectId> cut, bool ownEdge, IObjectStore objects, CancellationToken cancellationToken)
    {
        var met = Connectivity.Check(objects, wanted, tips, cut, cancellationToken);
        if (service.Rules.Strict)
            DemandVisible(met, tips, objects, cancellationToken);
        if (!ownEdge && service.Rules.ShallowUpdate)
            newShallows.UnionWith(theirs.Where(id => met.Contains(id) && LacksParents(objects, id)));
    }

    // What did not come must be seen by the client from its refs: else it could have anything by claiming to have it.
    private void DemandVisible(ObjectSelection met, HashSet<ObjectId> tips, IObjectStore objects, CancellationToken cancellationToken)
    {
        var foreign = met.Ids.Where(id => objects is IncomingObjects incoming ? !incoming.Came(id) : service.Repository.Objects.Contains(id)).ToList();
        if (foreign.Count == 0)
            return;
        // All that the client sees is walked once for a push, however many of its commands are checked again.
        visible ??= ObjectWalk.Select(
            service.Repository.Objects, new ObjectWalkRequest { Wants = tips, Cut = service.Repository.ShallowBoundary }, null, cancellationToken);
        if (foreign.FindIndex(id => !visible.Contains(id)) is >= 0 and var place && foreign[place] is var hidden)
            throw new ObjectRefusedException($"The object {hidden} is missing.");
    }

    private static bool LacksParents(IObjectStore objects, ObjectId id)
    {
        var commit = new CommitView(objects.Format, objects.Read(id, ObjectType.Commit).Span);
        for (var number = 0; number < commit.ParentCount; number++)
        {
            if (!objects.Contains(commit.Parent(number)))
                return true;
        }
        return false;
    }
}
