using GitProto.Client;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A place in a conversation where a client waits for its server: what the server has said, and what the client wants.</summary>
internal sealed record ClientPlace(string Name, string Where, byte[] Said)
{
    private static readonly byte[] V0 = Wire.Lines($"{Wire.A} refs/heads/a\0multi_ack_detailed side-band-64k shallow\n", "0000");
    private static readonly byte[] V0Plain = Wire.Lines($"{Wire.A} refs/heads/a\0shallow\n", "0000");
    private static readonly byte[] V0Begun = Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n");
    private static readonly byte[] V2List = Wire.Join(Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/a\n", "0000"));
    private static readonly byte[] PackBegin = [.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 1];

    /// <summary>Whether the client tells what it has.</summary>
    public bool HasHistory { get; init; }

    public FetchDepth? Depth { get; init; }

    /// <summary>True where bytes come that are no packets.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Every place, at each version.</summary>
    public static IReadOnlyList<ClientPlace> All { get; } =
    [
        new("v0-greeting", V0State("greeting"), []),
        new("v1-greeting", V0State("greeting"), Wire.Lines("version 1\n")),
        new("v0-in-the-list", V0State("greeting", "advertisement"), V0Begun),
        new("v0-cutting", V0State("cutting"), V0) { Depth = FetchDepth.Of(1) },
        new("v0-in-the-boundary", V0State("cutting"), Wire.Join(V0, Wire.Lines($"shallow {Wire.A}"))) { Depth = FetchDepth.Of(1) },
        new("v0-negotiating", V0State("negotiating"), V0) { HasHistory = true },
        new("v0-answered", V0State("negotiating"), Wire.Join(V0, Wire.Lines("NAK\n"))) { HasHistory = true },
        new("v0-finishing", V0State("finishing"), V0),
        new("v0-before-the-pack", V0State("finishing"), Wire.Join(V0, Wire.Lines("NAK\n"))),
        new("v0-in-the-pack", V0State("finishing", "sideband-pack"), Wire.Join(V0, Wire.Lines("NAK\n"), Wire.Band(1, PackBegin))),
        new("v0-in-a-raw-pack", V0State("finishing", "else raw-pack"), Wire.Join(V0Plain, Wire.Lines("NAK\n"), PackBegin)) { IsRaw = true },
        new("v2-greeting", V2State("greeting"), Wire.Lines("version 2\n")),
        new("v2-in-the-greeting", V2State("greeting"), Wire.Lines("version 2\n", "ls-refs\n")),
        new("v2-listing", V2State("listing"), Wire.V2Greeting),
        new("v2-in-the-list", V2State("listing", "ls-refs-response"), Wire.Join(Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/a\n"))),
        new("v2-negotiating", V2State("negotiating"), V2List) { HasHistory = true },
        new("v2-in-the-answer", V2State("negotiating"), Wire.Join(V2List, Wire.Lines("acknowledgments\n", "NAK\n"))) { HasHistory = true },
        new("v2-delivering", V2State("delivering"), V2List),
        new("v2-before-the-pack", V2State("delivering"), Wire.Join(V2List, Wire.Lines("shallow-info\n"))) { Depth = FetchDepth.Of(1) },
        new("v2-in-the-pack", V2State("delivering", "fetch-response with delivery"), Wire.Join(V2List, Wire.Lines("packfile\n"), Wire.Band(1, PackBegin))),
    ];

    /// <summary>Talks to a server that has said this.</summary>
    public async Task TalkAsync(ScriptedServer server, GitClientOptions options, CancellationToken cancellationToken)
    {
        await using var session = await GitClient.OpenAsync(server.Near, options, cancellationToken);
        await session.FetchPackAsync(
            _ => [ObjectId.Parse(Wire.A)],
            HasHistory ? new EndlessHaves() : EmptyHaveWalker.Instance,
            Stream.Null,
            new FetchPackOptions { Depth = Depth },
            cancellationToken);
    }

    public override string ToString() => Name;

    private static string V0State(string state, string? within = null) => State(FetchV0Flow.Table, state, within);

    private static string V2State(string state, string? within = null) => State(UploadPackV2Flow.Table, state, within);

    private static string State(IFlow flow, string state, string? within) => $"flow '{flow.Id}', state '{state}'{(within is null ? "" : $", within '{within}'")}";
}
