namespace GitProto.Spec.Tests.Model;

public sealed class FirstSetTests
{
    private static MessageSpec Message(string rest) => Specs.Load(("m.yaml", Specs.Message("m", rest))).Model.Message("m")!;

    private static string Names(IEnumerable<Candidate> candidates) => string.Join(' ', candidates.Select(one => one.Name));

    [Test]
    public void What_may_be_absent_lets_the_next_come_first()
    {
        var message = Message("body: [maybe a, each b, flush]\nlines:\n  a: a <oid>\n  b: b <oid>\n");
        Names(message.First.Candidates).ShouldBe("flush a b");
        Names(message.Body[0].Decision).ShouldBe("flush a b");
        Names(message.Body[1].Decision).ShouldBe("flush b");
        message.First.CanBeEmpty.ShouldBeFalse();
    }

    [Test]
    public void Lines_of_literal_bytes_are_tried_before_fields_and_catch_alls_last()
    {
        var message = Message("body: [each any, stop]\nlines:\n  any: <text>\n  stop: stop\n");
        Names(message.Body[0].Decision).ShouldBe("stop any");
    }

    [Test]
    public void A_part_in_any_order_may_begin_with_each_of_its_items()
    {
        var message = Message("body: [asks in any order, flush]\nparts:\n  asks: [each a at least 1, maybe b]\nlines:\n  a: a <oid>\n  b: b <oid>\n");
        Names(message.First.Candidates).ShouldBe("a b");
        Names(message.Part("asks")!.Items[1].Follow.Candidates).ShouldBe("flush a b");
    }

    [Test]
    public void A_choice_within_a_repeated_part_is_followed_by_the_part_itself()
    {
        var message = Message("body: [each outcome, flush]\nparts:\n  outcome: good or bad\n  good: [ok, each more]\nlines:\n  ok: ok <ref>\n  bad: ng <ref>\n  more: more <ref>\n");
        Names(message.Part("good")!.Items[1].Decision).ShouldBe("flush more ok bad");
    }

    [Test]
    public void Another_message_in_a_band_begins_with_the_band()
    {
        var message = Message("body: [banded maybe pack, flush]\n");
        Names(message.First.Candidates).ShouldBe("a banded packet flush");
    }
}
