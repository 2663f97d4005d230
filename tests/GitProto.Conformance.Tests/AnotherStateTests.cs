using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Tests;

/// <summary>A line of another message of the same side stands in the place of one.</summary>
public sealed class AnotherStateTests
{
    private static readonly PacketKey Want = new(PacketKind.Data, Elements.UploadRequestWant, 0), Done = new(PacketKind.Data, Elements.HaveBlockDone, 0), Nak = new(PacketKind.Data, Elements.AcknowledgmentNak, 0);

    [Test]
    public void The_line_is_one_that_the_side_has_said_elsewhere()
    {
        var packets = Packets((Role.Client, Want, "want 1\n"), (Role.Client, Want with { Kind = PacketKind.Flush }, ""), (Role.Server, Nak, "NAK\n"), (Role.Client, Done, "done\n"));

        AnotherState.Of(packets, Want, Role.Client)!.Apply([])!.Value.Bytes.ShouldBe("0009done\n"u8.ToArray());
        AnotherState.Of(packets, Done, Role.Client)!.Apply([])!.Value.Bytes.ShouldBe("000bwant 1\n"u8.ToArray());
    }

    [Test]
    public void Who_says_one_message_alone_says_nothing_of_another() => AnotherState.Of(Packets((Role.Client, Want, "want 1\n"), (Role.Server, Nak, "NAK\n")), Nak, Role.Server).ShouldBeNull();

    [Test]
    public void Packets_that_are_no_lines_stay_as_they_are() =>
        AnotherState.Of(Packets((Role.Client, Want, "want 1\n"), (Role.Client, Done, "done\n")), Want with { Kind = PacketKind.Flush }, Role.Client).ShouldBeNull();

    private static PacketKeys Packets(params (Role Sender, PacketKey Key, string Text)[] all)
    {
        var packets = new PacketKeys();
        foreach (var (sender, key, text) in all)
            packets.OnPacket(new ObservedPacket(sender, key.Kind, key.Band, key.Element, System.Text.Encoding.ASCII.GetBytes(text), 0));
        return packets;
    }
}
