using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Tests;

/// <summary>What a fault makes of a conversation is told by the flows alone, whenever a peer would leave it.</summary>
public sealed class RehearsalTests
{
    private const string Tip = "1111111111111111111111111111111111111111";

    [TestCase("done", "done", false)]
    [TestCase("done", "zzz ?", true)]
    [TestCase("done", "", false, Description = "it may leave there")]
    [TestCase("want", "", true)]
    [TestCase("want", "have", true)]
    public async Task What_the_flows_do_not_allow_is_illegal_though_the_other_side_answers_what_stood_there(string line, string sent, bool isIllegal)
    {
        var rehearsal = new Rehearsal();
        var connection = rehearsal.Wire.Begin();
        var observer = rehearsal.Observer(Role.Client);
        string[] said = ["git-upload-pack /a.git\0host=b\0", $"want {Tip} side-band-64k\n", "0000", "done\n"];
        PacketKey? target = null;
        foreach (var text in said)
        {
            var packet = text == "0000" ? "0000"u8.ToArray() : PacketBytes.Data(System.Text.Encoding.ASCII.GetBytes(text));
            connection.Add(Role.Client, packet);
            var (kind, payload) = (text == "0000" ? PacketKind.Flush : PacketKind.Data, packet[PacketBytes.Digits..]);
            var element = ElementOf(text);
            observer.OnPacket(new ObservedPacket(Role.Client, kind, 0, element, payload, 0));
            if (text.StartsWith(line, StringComparison.Ordinal))
                target = new PacketKey(kind, element, 0);
        }
        foreach (var packet in new[] { $"{Tip} refs/heads/main\0side-band-64k\n", "0000", "NAK\n", "\u0001PACK", "0000" })
            connection.Add(Role.Server, packet == "0000" ? "0000"u8.ToArray() : PacketBytes.Data(System.Text.Encoding.Latin1.GetBytes(packet)));
        var fault = new Fault("some", "pkt-line.in-order", "is another", (_, _) => true, packet => new(sent.Length == 0 ? [] : sent == line ? packet : PacketBytes.Data(System.Text.Encoding.ASCII.GetBytes(sent))), FaultEffect.AnotherMeaning);

        (await rehearsal.IsIllegalAsync(fault, target!.Value, Role.Client, CancellationToken.None)).ShouldBe(isIllegal);
    }

    private static int ElementOf(string text) => text.Split(' ')[0] switch
    {
        "git-upload-pack" => Elements.GitProtoRequestRequest,
        "want" => Elements.UploadRequestWant,
        "0000" => Elements.UploadRequest,
        _ => Elements.HaveBlockDone,
    };
}
