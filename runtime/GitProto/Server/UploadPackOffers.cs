using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>What the server says it can do.</summary>
internal static class UploadPackOffers
{
    /// <summary>The words of v0 and v1.</summary>
    public static Capabilities V0(UploadPackService service, AdvertisedRef? head)
    {
        var rule = service.Rules.Wants;
        var offer = new UploadPackOffer()
            .MultiAck().ThinPack().SideBand().SideBand64k().OfsDelta()
            .Shallow().DeepenSince().DeepenNot().DeepenRelative()
            .NoProgress().IncludeTag().MultiAckDetailed()
            .AllowTipSha1InWant(rule is WantRule.HiddenTips or WantRule.Any)
            .AllowReachableSha1InWant(rule is WantRule.Reachable or WantRule.Any)
            .NoDone(service.Request.AdvertiseOnly || service.Request.Stateless);
        if (head?.Ref is { Name.IsHead: true, SymbolicTarget: { } target })
            offer.Symref(RefName.Head.Bytes, target.Bytes);
        return offer.Filter(service.Rules.AllowFilter).ObjectFormat(service.Hash).Agent(service.Agent).Build();
    }

    /// <summary>The words of v2.</summary>
    public static Capabilities V2(UploadPackService service)
    {
        var rules = service.Rules;
        var offer = new V2Offer()
            .Agent(service.Agent)
            .LsRefs(new LsRefsOffer().Unborn(rules.TellUnborn))
            .Fetch(new FetchOffer().Shallow().WaitForDone().Filter(rules.AllowFilter).RefInWant(rules.AllowRefInWant).SidebandAll(rules.AllowSidebandAll))
            .ServerOption()
            .ObjectFormat(service.Hash);
        if (rules.AllowObjectInfo)
            offer.ObjectInfo(new ObjectInfoOffer().Size());
        return offer.Build();
    }
}
