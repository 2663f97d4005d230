using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Checks what a fetch request of v2 asks for.</summary>
internal sealed class V2Plan(UploadPackService service, FetchRequestArguments asked)
{
    private readonly HashSet<ObjectId> wants = [];
    private readonly HashSet<ByteString> names = [];
    private readonly List<FetchResponseWantedRef> wantedRefs = [];

    public FetchPlan Make(CancellationToken cancellationToken)
    {
        foreach (var wanted in asked.Wanted)
        {
            if (wanted is FetchRequestWant want)
                wants.Add(want.Oid);
        }
        new WantCheck(service, service.Rules.WantsV2).Check(wants, cancellationToken);
        foreach (var wanted in asked.Wanted)
        {
            if (wanted is FetchRequestWantRef named)
                TakeRef(named.Ref);
        }
        var shallow = Wish().Build(wants, asked.Shallows, asked.DeepenRelative);
        return new FetchPlan
        {
            Wants = wants,
            Edge = ShallowWalk.Compute(service.Repository, shallow, cancellationToken),
            Filter = FilterText.Read(asked.Filter),
            WantedRefs = wantedRefs,
            Thin = asked.ThinPack,
            OfsDelta = asked.OfsDelta,
            IncludeTag = asked.IncludeTag,
            Quiet = asked.NoProgress,
        };
    }

    private void TakeRef(ByteString name)
    {
        if (!names.Add(name))
            throw new MalformedMessageException(RefusalTexts.DuplicateWantRef(name.ToDisplayString()));
        if (!RefName.TryParse(name, out var parsed) || service.Refs.Find(parsed)?.Ref.Target is not { } target)
            throw new PolicyException(RefusalTexts.UnknownRef(name.ToDisplayString()));
        wants.Add(target);
        wantedRefs.Add(new FetchResponseWantedRef(target, name));
    }

    private DepthWish Wish()
    {
        var wish = new DepthWish(service);
        foreach (var depth in asked.Depths)
        {
            if (depth is FetchRequestDeepen deepen)
                wish.Deepen(deepen.Number);
            else if (depth is FetchRequestDeepenSince since)
                wish.Since(since.Time);
            else if (depth is FetchRequestDeepenNot not)
                wish.Not(not.Ref);
        }
        return wish;
    }
}
