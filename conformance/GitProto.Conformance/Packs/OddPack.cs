using GitProto.Storage;

namespace GitProto.Conformance.Packs;

/// <summary>Packs that hold all that a repository has, each object as a whole, and something else besides: so that nothing but that can be a reason to refuse them.</summary>
internal sealed class OddPack(string repository)
{
    private readonly Lazy<(ObjectId MainTree, IReadOnlyDictionary<ObjectId, GitObject> Objects)> content = new(() =>
    {
        using var opened = FileRepository.Open(repository);
        var tips = opened.Refs.List().Select(found => found.Target).OfType<ObjectId>().ToList();
        var objects = ObjectWalk.Select(opened.Objects, new ObjectWalkRequest { Wants = tips }).ToDictionary(item => item.Id, item => opened.Objects.TryRead(item.Id)!);
        var main = opened.Refs.TryRead(RefName.Parse("refs/heads/main"))!.Target!.Value;
        return (new CommitView(main.Format, objects[main].Span).Tree, objects);
    });

    /// <summary>Begins one.</summary>
    /// <param name="lacksTree">True to leave out the tree of <c>refs/heads/main</c>.</param>
    public PackBuilder Begin(bool lacksTree = false)
    {
        var pack = new PackBuilder();
        foreach (var (_, one) in content.Value.Objects.Where(one => !lacksTree || one.Key != content.Value.MainTree))
            pack.Whole(one.Type, one.Span.ToArray());
        return pack;
    }
}
