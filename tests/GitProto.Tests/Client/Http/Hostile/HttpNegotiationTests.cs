using System.Text;
using GitProto.Client;

namespace GitProto.Tests;

/// <summary>A server in turns that acknowledges nothing, and a client with more history than any negotiation takes.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HttpNegotiationTests
{
    private static readonly byte[] Pack = Wire.Join([.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 0], Convert.FromHexString("029d08823bd8a8eab510ad6ac75c823cfd3ed31e"));

    [TestCase(0, 256)]
    [TestCase(2, 16_384)]
    public async Task N04_A_whole_fetch_tells_a_server_that_acknowledges_nothing_a_bounded_number_of_haves(int protocol, int bound)
    {
        var told = new HashSet<string>();
        await using var web = new ScriptedWeb(request =>
        {
            if (request.Method == "GET")
                return WebAnswer.Advertise(protocol == 2 ? Wire.V2Greeting : HttpRow.V0("multi_ack_detailed side-band-64k"));
            var text = Encoding.Latin1.GetString(request.Body);
            foreach (var line in text.Split("0032have ").Skip(1))
                told.Add(line[..40]);
            var isDone = text.Contains("0009done", StringComparison.Ordinal);
            var pack = Wire.Join(Wire.Band(1, Pack), Wire.Lines("0000"));
            if (protocol == 0)
                return WebAnswer.Result(isDone ? Wire.Join(Wire.Lines("NAK\n"), pack) : Wire.Lines("NAK\n"));
            return !text.Contains("command=fetch", StringComparison.Ordinal) ? HttpRow.Good(request)
                : WebAnswer.Result(isDone ? Wire.Join(Wire.Lines("packfile\n"), pack) : Wire.Lines("acknowledgments\n", "NAK\n", "0000"));
        });
        var options = new GitClientOptions { Protocol = protocol, Http = new() { CompressRequests = false } };

        await using var session = await GitClient.ConnectAsync(web.Url(), options);
        var fetched = await session.FetchPackAsync(_ => [ObjectId.Parse(Wire.A)], new EndlessHaves(), Stream.Null);

        fetched.Size.ShouldBe(Pack.Length);
        told.Count.ShouldBeInRange(1, bound);
        web.Requests.Count.ShouldBeLessThan(40);
    }
}
