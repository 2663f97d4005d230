using GitProto.Vectors;

namespace GitProto.Protocol.Tests.Vectors;

/// <summary>A case made of an example fails where the code does otherwise than the example states.</summary>
public sealed class VectorTests
{
    private static Vector HaveBlock => new Vector(ProtocolSpec.Instance, ObjectFormat.Sha1, (int)CapabilityPlace.UploadPack)
        .Data(Role.Client, "have @a1").Data(Role.Client, "have @b2").Data(Role.Client, "done");

    private static Vector WantTooLate => new Vector(ProtocolSpec.Instance, ObjectFormat.Sha1, (int)CapabilityPlace.UploadPack)
        .Data(Role.Client, "have @a1").Data(Role.Client, "want @b2");

    private static Vector PackTooEarly => new Vector(ProtocolSpec.Instance, ObjectFormat.Sha1, 0)
        .Data(Role.Server, "@a1 HEAD\0side-band-64k").Special(Role.Server, "0000").Data(Role.Client, "want @a1 side-band-64k").Special(Role.Client, "0000").Data(Role.Server, "\u0001PACK...");

    private static VectorMessage Message => MessageVectors.All["HaveBlock"];

    [Test]
    public async Task The_stated_value_passes() => await HaveBlock.DecodesAsync(Message, """{ "have": ["@a1", "@b2"], "done": "true" }""");

    [TestCase("""{ "have": ["@a1", "@b3"], "done": "true" }""", TestName = "Another id is noticed")]
    [TestCase("""{ "have": ["@b2", "@a1"], "done": "true" }""", TestName = "Another order is noticed")]
    [TestCase("""{ "have": ["@a1"], "done": "true" }""", TestName = "An element too many is noticed")]
    [TestCase("""{ "have": ["@a1", "@b2"] }""", TestName = "A flag that the example leaves out is noticed")]
    [TestCase("""{ "done": "true" }""", TestName = "A list that the example leaves out is noticed")]
    [TestCase("""{ "have": ["@a1", "@b2"], "done": "true", "want": "@a1" }""", TestName = "A member that is not there is noticed")]
    [TestCase("{ }", TestName = "A value that the example leaves out is noticed")]
    public Task Another_value_is_noticed(string value) => Assert.ThrowsAsync<AssertionException>(() => HaveBlock.DecodesAsync(Message, value));

    [Test]
    public async Task The_stated_failure_passes() => await WantTooLate.FailsAsync(Message, 2, "no-line");

    [TestCase(1, "no-line", TestName = "Another packet at fault is noticed")]
    [TestCase(2, "gate-closed", TestName = "Another kind of failure is noticed")]
    public Task Another_failure_is_noticed(int line, string kind) => Assert.ThrowsAsync<AssertionException>(() => WantTooLate.FailsAsync(Message, line, kind));

    [Test]
    public Task A_message_that_should_fail_and_does_not_is_noticed() => Assert.ThrowsAsync<AssertionException>(() => HaveBlock.FailsAsync(Message, 2, "no-line"));

    [Test]
    public async Task A_conversation_that_breaks_its_flow_fails_at_its_packet()
    {
        await PackTooEarly.FlowsAsync(FetchV0Flow.Table, 5, "illegal-here");
        await Assert.ThrowsAsync<AssertionException>(() => PackTooEarly.FlowsAsync(FetchV0Flow.Table, 4, "illegal-here"));
        await Assert.ThrowsAsync<AssertionException>(() => PackTooEarly.FlowsAsync(FetchV0Flow.Table));
    }

    [Test]
    public async Task A_refusal_of_another_name_is_noticed()
    {
        var refusal = new Vector(ProtocolSpec.Instance, ObjectFormat.Sha1, 0).Data(Role.Server, "ERR upload-pack: not our ref @a1");
        await refusal.IsRefusal("not-our-ref");
        await Assert.ThrowsAsync<AssertionException>(() => refusal.IsRefusal("unknown-ref"));
    }

    [Test]
    public async Task A_delete_that_the_server_does_not_offer_is_refused_and_no_update()
    {
        var delete = new Vector(ProtocolSpec.Instance, ObjectFormat.Sha1, (int)CapabilityPlace.ReceivePack).Data(Role.Client, "@a1 @00 refs/heads/x\0report-status").Special(Role.Client, "0000");
        await delete.FailsAsync(MessageVectors.All["PushRequest"], 1, "gate-closed");
        await delete.Offered("delete-refs").DecodesAsync(MessageVectors.All["PushRequest"],
            """{ "capabilities": ["report-status"], "commands": { "command": [{ "delete": { "old-oid": "@a1", "ref": "refs/heads/x" } }] } }""");
    }
}
