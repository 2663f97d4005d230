using System.Text;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What a caller may put into the fields that a client writes.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostileWishTests
{
    private static IEnumerable<int> Controls() => Enumerable.Range(0, 32).Append(127);

    [TestCase("path")]
    [TestCase("host")]
    [TestCase("agent")]
    [TestCase("option")]
    [TestCase("prefix")]
    public async Task W12_A_control_byte_in_a_field_never_breaks_the_framing_of_a_request(string field)
    {
        foreach (var code in Controls())
        {
            var value = $"a{(char)code}b";
            var heard = await HearAsync(field, value);

            // It was refused before it was sent, or stands in one packet, as it is, inside one line.
            if (heard is null)
                continue;
            code.ShouldNotBeOneOf(0, 10);
            Wire.Packets(heard).Count(packet => packet.AsSpan().IndexOf(Wire.Bytes(value)) >= 0).ShouldBe(1, $"{field} with byte {code}");
        }
    }

    [TestCase("agent", 65_000, true)]
    [TestCase("agent", 70_000, false)]
    [TestCase("option", 65_000, true)]
    [TestCase("option", 70_000, false)]
    [TestCase("path", 70_000, false)]
    [TestCase("prefix", 70_000, false)]
    public async Task W12_A_value_that_does_not_fit_a_packet_is_refused_before_it_is_sent(string field, int length, bool fits) =>
        (await HearAsync(field, new string('x', length)) is not null).ShouldBe(fits);

    /// <summary>Lists the refs of a server with something in a field.</summary>
    /// <returns>What the server heard; null if the client refused.</returns>
    private static async Task<byte[]?> HearAsync(string field, string value)
    {
        var (near, far) = InProcessConnection.CreatePair();
        await using var server = far;
        await far.Output.WriteAsync(Wire.Join(Wire.V2Greeting, Wire.Lines("0000")));
        using var heard = new MemoryStream();
        var hearing = far.Input.CopyToAsync(heard);
        var bytes = new ByteString(Wire.Bytes(value));
        var options = new GitClientOptions
        {
            Agent = field == "agent" ? value : "x",
            VirtualHost = field == "host" ? value : null,
            ServerOptions = field == "option" ? [bytes] : [],
        };
        try
        {
            var url = GitUrl.Parse("git://h/" + (field == "path" ? value : "p"));
            await using var session = await GitClient.OpenAsync(near, url, options);
            await session.GetRefsAsync(new ListRefsOptions { Prefixes = field == "prefix" ? [bytes] : [] });
        }
        catch (GitProtoException error)
        {
            HostileRow.CheckText(error);
            await near.DisposeAsync();
            await hearing;
            // What had gone before is whole packets, without the value.
            Encoding.Latin1.GetString(heard.ToArray()).ShouldNotContain(value, Case.Sensitive);
            return null;
        }
        await hearing;
        return heard.ToArray();
    }
}
