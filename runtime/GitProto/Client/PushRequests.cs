using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Says what is pushed.</summary>
internal static class PushRequests
{
    /// <summary>The commands, the edge of a shallow history here, and what is asked of the server besides.</summary>
    /// <exception cref="CapabilityNotAdvertisedException">The push cannot do without something that the server does not offer.</exception>
    public static PushRequest Build(IEnumerable<PushedRef> commands, IEnumerable<ObjectId> shallows, Capabilities capabilities) => new()
    {
        Shallows = [.. shallows],
        Commands = [.. commands.Select(Command)],
        Capabilities = capabilities,
    };

    /// <summary>What is asked of the server.</summary>
    public static Capabilities Wishes(PushRefsOptions push, WireContext context, GitClientOptions options)
    {
        var offered = context.Offered;
        var detailed = offered.TryGetReportStatusV2(out _);
        var words = new ReceivePackAsk(context)
            .ReportStatus(!detailed)
            .ReportStatusV2(detailed)
            .SideBand64k(offered.TryGetSideBand64k(out _))
            .Quiet(options.IsQuiet)
            .Atomic(push.Atomic)
            .PushOptions(push.ServerOptions.Count > 0)
            .ObjectFormat(FormatAgreement.Word(context));
        if (options.Agent is { } agent)
            words.Agent(agent);
        return words.Build();
    }

    private static PushRequestCommand Command(PushedRef change) => change switch
    {
        { New: null } => new PushRequestDelete(change.Old!.Value, change.Name.Bytes),
        { Old: null } => new PushRequestCreate(change.New.Value, change.Name.Bytes),
        _ => new PushRequestUpdate(change.Old.Value, change.New.Value, change.Name.Bytes),
    };
}
