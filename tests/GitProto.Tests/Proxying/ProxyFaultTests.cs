using System.Text;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Tests;

public sealed class ProxyFaultTests
{
    [TestCase("truncate", "0008", 1)]
    [TestCase("cut", "", 1)]
    [TestCase("truncate:client:2", "0008", 2)]
    [TestCase("cut:server:3", "", 3)]
    public void It_breaks_the_packet_that_it_names_and_no_other(string text, string sent, int packet)
    {
        var fault = ProxyFault.Parse(text);
        for (var number = 1; number < packet; number++)
            Text(fault.Decide(Bytes("0008abcd")).Bytes).ShouldBe("0008abcd");
        var action = fault.Decide(Bytes("0008abcd"));
        (Text(action.Bytes), action.Ends).ShouldBe((sent, true));
        fault.Sender.ShouldBe(text.Contains("client", StringComparison.Ordinal) ? Role.Client : Role.Server);
    }

    [TestCase("0009abcd\n", "0008abcd")]
    [TestCase("0008abcd", "0008abcd")]
    [TestCase("0000", "0000")]
    [TestCase("000a\u0002abcd\n", "000a\u0002abcd\n")]
    [TestCase("PACKsome\n", "PACKsome\n")]
    public void A_line_loses_its_LF_and_nothing_else_does(string packet, string sent) =>
        Text(ProxyFault.Parse("drop-lf").Decide(Bytes(packet)).Bytes).ShouldBe(sent);

    [Test]
    public void An_error_is_that_of_the_spec_and_ends_the_stream()
    {
        var action = ProxyFault.Parse("err").Decide(Bytes("0008abcd"));
        Text(action.Bytes).ShouldEndWith("ERR the proxy breaks off here, as it was told to");
        action.Ends.ShouldBeTrue();
    }

    [TestCase("delay", 1000)]
    [TestCase("delay:client", 1000)]
    [TestCase("delay:client:0:20", 20)]
    public void A_delay_holds_each_packet_back_and_changes_none(string text, int milliseconds)
    {
        var fault = ProxyFault.Parse(text);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var action = fault.Decide(Bytes("0008abcd"));
            (Text(action.Bytes), action.Ends, action.Delay).ShouldBe(("0008abcd", false, TimeSpan.FromMilliseconds(milliseconds)));
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
