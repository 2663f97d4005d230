using GitProto.Storage;

namespace GitProto.Server;

/// <summary>
/// The refs of a repository as a client may see them: HEAD first, the rest sorted by bytes, without those that are hidden, broken, or
/// point to an object that is not there. Refs are read as they are listed; memory does not grow with their number.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="hides">Says which refs are hidden; null hides none. A symbolic ref, as HEAD, is hidden if it, or the ref it points to, is.</param>
public sealed class RefView(IRepository repository, Func<RefName, bool>? hides = null)
{
    /// <summary>HEAD, also where it points to a branch that does not exist yet; null if it is hidden or broken.</summary>
    public Ref? Head => TryRead(RefName.Head);

    /// <summary>Lists refs.</summary>
    /// <param name="prefixes">Only names that begin with one of these; none for all.</param>
    /// <param name="unborn">True to list HEAD also where it points to a branch that does not exist yet.</param>
    /// <param name="maxPrefixes">With more prefixes than this, all are ignored.</param>
    public IEnumerable<AdvertisedRef> List(
        IReadOnlyCollection<ByteString>? prefixes = null, bool unborn = false, int maxPrefixes = int.MaxValue)
    {
        var reduced = RefPrefixes.Reduce(prefixes ?? [], maxPrefixes);
        if (reduced.Any(prefix => RefName.Head.StartsWith(prefix.Span)) && Head is { } head && Show(head, unborn) is { } first)
            yield return first;
        foreach (var prefix in reduced)
        {
            foreach (var found in repository.Refs.List(prefix))
            {
                if (!IsHidden(found) && Show(found, unborn: false) is { } shown)
                    yield return shown;
            }
        }
    }

    /// <summary>Finds one ref by its full name; null if it does not exist for this client.</summary>
    public AdvertisedRef? Find(RefName name) => TryRead(name) is { } found ? Show(found, unborn: false) : null;

    private bool IsHidden(Ref found) => hides is not null && (hides(found.Name) || (found.SymbolicTarget is { } target && hides(target)));

    private Ref? TryRead(RefName name)
    {
        try
        {
            return repository.Refs.TryRead(name) is { } found && !IsHidden(found) ? found : null;
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }

    private AdvertisedRef? Show(Ref found, bool unborn)
    {
        if (found.Target is not { } target)
            return unborn ? new AdvertisedRef(found, null) : null;
        if (!repository.Objects.TryReadHeader(target, out var type, out _))
            return null;
        return new AdvertisedRef(found, type == ObjectType.Tag ? Peel(target) : null);
    }

    private ObjectId? Peel(ObjectId tag)
    {
        try
        {
            return repository.Objects.Peel(tag)?.Id;
        }
        catch (Exception e) when (e is ObjectRefusedException or LimitExceededException)
        {
            return null;
        }
    }
}
