using System.IO.Compression;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Hostile;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Cases.Scripts;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Web;

/// <summary>What is asked of servers of HTTP besides conversations.</summary>
internal static class WebScripts
{
    private const string Basic = "basic.git";

    // The merge in main of basic.git, which no ref names.
    private static readonly ObjectId Merge = ObjectId.Parse("021e5c6a990ad3a35be438b49c4080397dcd9c78");

    public static IReadOnlyList<WebScript> All { get; } =
    [
        new("http.method", "put", "Another method is refused, and those that are allowed are named.", async talk =>
        {
            var (discovery, turn) = (await talk.DiscoverAsync(Basic, HttpService.UploadPack, method: HttpMethod.Put), await talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.UploadPackRequest, Listing(), method: HttpMethod.Put));
            return Expect.All(discovery.Has(405), turn.Has(405), Allows(discovery, HttpTransport.AllowGet), Allows(turn, HttpTransport.AllowPost));
        }),
        new("http.no-caching", "caching", "Nobody on the way may keep the advertisement or an answer.", async talk =>
            Expect.All((await talk.DiscoverAsync(Basic, HttpService.UploadPack)).NotKept, (await ListAsync(talk, Listing())).NotKept)),
        new("service-header.v0-and-v1", "header", "The service stands ahead of the refs in versions 0 and 1.", async talk =>
            Expect.All(Heads(await talk.DiscoverAsync(Basic, HttpService.UploadPack)), Heads(await talk.DiscoverAsync(Basic, HttpService.UploadPack, protocol: 1)))),
        new("http.not-there", "missing", "A repository that is not there is not found.", async talk => (await talk.DiscoverAsync("no-such.git", HttpService.UploadPack)).Has(404)),
        new("http.unknown-path", "strange-path", "A path that is none of Git's is not found.", async talk => (await talk.GetAsync($"{Basic}/zzz/zzz")).Has(404)),
        new("http.unknown-path", "way-out", "A path that leads out of what is served is refused.", async talk =>
            (await talk.GetAsync($"{Basic}/%2e%2e/%2e%2e/%2e%2e/etc/passwd")).Status is >= 400 and < 500 and var status ? null : "it was answered"),
        new("http.service-off", "strange-service", "A service that nobody knows is forbidden.", async talk => (await talk.DiscoverAsync(Basic, new HttpService((ByteString)"zzz"))).Has(403)),
        new("http.request-type", "strange-type", "A turn of another media type is refused.", async talk => (await talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.TextType, Listing())).Has(415)),
        new("http.gzip", "gzip", "A request may come in gzip.", async talk => Same(await ListAsync(talk, Listing()), await ListAsync(talk, Zipped()))),
        new("http.chunked", "chunks", "A request may come in chunks, without a length.", async talk => Same(await ListAsync(talk, Listing()), await ListAsync(talk, Chunked()))),
        new("http.no-state", "alone", "A turn is answered though nothing came before it.", async talk => (await ListAsync(talk, Listing())).IsWhole ? null : "it was not"),
        new("http.probe", "probe", "A lone flush is answered with success and nothing.", async talk =>
            Expect.All(
                (await talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.UploadPackRequest, Flush(), protocol: 0)).IsNothing,
                (await talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.UploadPackRequest, Flush())).IsNothing,
                (await talk.TurnAsync("push.git", HttpService.ReceivePack, HttpTransport.ReceivePackRequest, Flush(), protocol: 0)).IsNothing)) { Also = ["fetch-v0.probe", "upload-pack-v2.probe", "push.probe"], Changed = "push.git" },
        new("upload-request.want-reachable", "reachable", "What a tip reaches may be wanted, for refs may have moved between two requests.", async talk =>
            (await talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.UploadPackRequest, new ByteArrayContent(ScriptTurn.Of(WantScripts.Request(Merge), new HaveBlock { Haves = [], Done = true }).Bytes), protocol: 0)).IsWhole ? null : "no pack came"),
        new("http.cut-body", "cut", "A request that ends within a packet is no request.", async talk => (await ListAsync(talk, new ByteArrayContent(Request()[..^6]))).IsWhole ? "it was answered" : null),
        .. PathRows.All,
    ];

    private static Task<WebAnswer> ListAsync(WebTalk talk, HttpContent body) => talk.TurnAsync(Basic, HttpService.UploadPack, HttpTransport.UploadPackRequest, body);

    private static byte[] Request() => PacketBytes.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { Peel = true } }, Role.Client);

    private static ByteArrayContent Listing() => new(Request());

    private static ByteArrayContent Flush() => new(PacketBytes.Special(PacketKind.Flush));

    private static ByteArrayContent Zipped()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(Request());
        return new ByteArrayContent(bytes.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
    }

    private static UnmeasuredContent Chunked() => new(Request());

    private static string? Same(WebAnswer one, WebAnswer other) => one.IsWhole && other.IsWhole && one.Body!.AsSpan().SequenceEqual(other.Body) ? null : "the answers are not the same";

    private static string? Heads(WebAnswer answer) => answer.Has(200) ?? (answer.Type != HttpTransport.UploadPackAdvertisement ? $"its type is {answer.Type}"
        : answer.Body.AsSpan().StartsWith(PacketBytes.Of(new ServiceHeader { Service = ServiceHeaderService.UploadPack }, Role.Server)) ? null : "the service is not in front");

    private static string? Allows(WebAnswer answer, string methods) =>
        methods.Split(", ").FirstOrDefault(method => !answer.Allowed.Contains(method)) is { } missing ? $"{missing} is not named as allowed" : null;
}
