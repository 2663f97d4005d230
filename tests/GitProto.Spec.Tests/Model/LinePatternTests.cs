using System.Text;

namespace GitProto.Spec.Tests.Model;

public sealed class LinePatternTests
{
    private static LineSpec Line(string text, string fields = "") =>
        Specs.Load(("m.yaml", Specs.Message("m", $"body: [x]\nlines:\n  x: {text}\n{fields}"))).Model.Message("m")!.Line("x")!;

    [Test]
    public void A_line_is_literals_fields_and_groups()
    {
        var line = Line(@"git-<service-word> <path>\0[host=<host>\0][\0[<extra-word>\0]...]");
        line.Pattern.Tokens.Select(token => token.GetType().Name).ShouldBe(
            ["LiteralToken", "FieldToken", "LiteralToken", "FieldToken", "LiteralToken", "OptionalToken", "OptionalToken"]);
        var outer = line.Pattern.Tokens[6].ShouldBeOfType<OptionalToken>();
        outer.Tokens[0].ShouldBeOfType<LiteralToken>().Bytes.ShouldBe([0]);
        outer.Tokens[1].ShouldBeOfType<RepeatedToken>().Tokens[0].ShouldBeOfType<FieldToken>().Terminators.ShouldBe([0]);
    }

    [Test]
    public void A_field_ends_before_every_byte_that_may_follow_it()
    {
        var line = Line("<oid> <ref>[ <first-word>][=<text>]");
        var name = line.Pattern.AllFields[1];
        name.Terminators.ShouldBe([(byte)' ', (byte)'=']);
        name.MayBeLast.ShouldBeTrue();
        line.Pattern.AllFields[0].Terminators.ShouldBeEmpty();
        line.Pattern.AllFields[3].MayBeLast.ShouldBeTrue();
    }

    [Test]
    public void The_last_word_of_a_name_is_its_type()
    {
        var line = Line("<old-oid> <zero-oid> <target-ref> <number>");
        line.Pattern.AllFields.Select(field => field.Type).ShouldBe([FieldType.Oid, FieldType.ZeroOid, FieldType.Ref, FieldType.Number]);
        line.Pattern.Fields.Select(field => field.Name).ShouldBe(["old-oid", "target-ref", "number"]);
    }

    [Test]
    public void The_bracketed_capabilities_at_the_end_are_a_tail()
    {
        Line(@"<oid> <ref>[\0<capabilities>]").HasCapabilityTail.ShouldBeTrue();
        Line(@"push\0<capabilities>").HasCapabilityTail.ShouldBeFalse();
        Line(@"push\0<capabilities>").IsFixed.ShouldBeTrue();
        Line(@"push\0<capabilities>").CapabilitiesField.ShouldNotBeNull();
    }

    [Test]
    public void Text_behind_two_dashes_is_documentation()
    {
        var line = Line("a--b <oid>   -- says -- why");
        line.Doc.ShouldBe("says -- why");
        line.Pattern.Text.ShouldBe("a--b <oid>");
    }

    [Test]
    public void Escapes_are_bytes_and_keep_their_place()
    {
        var line = Line(@"""\\3\\x41\\[<text>""");
        line.Pattern.LeadingLiteral.ShouldBe([3, 0x41, (byte)'[']);
        line.Pattern.AllFields[0].Span.Column.ShouldBe(18);
    }

    [Test]
    public void Letters_behind_an_i_are_read_in_either_case_and_end_before_what_is_no_letter()
    {
        var tokens = Line(@"\iKey=<text>").Pattern.Tokens;

        tokens.OfType<LiteralToken>().Select(literal => (Encoding.ASCII.GetString([.. literal.Bytes]), literal.EitherCase)).ShouldBe([("Key", true), ("=", false)]);
        tokens.OfType<LiteralToken>().First().Choices(0).ShouldBe([(byte)'K', (byte)'k']);
        Line(@"\iKey=<text>").Pattern.LeadingLiteral.ShouldBeEmpty();
    }

    [Test]
    public void An_empty_line_has_no_tokens()
    {
        var line = Line("-- parts the head from the rest");
        line.Pattern.Tokens.ShouldBeEmpty();
        line.Doc.ShouldBe("parts the head from the rest");
    }

    [Test]
    public void A_field_that_fields_names_is_a_set()
    {
        var line = Line("x <status>", "fields:\n  status: one | two | ...\n");
        var field = line.Pattern.AllFields[0];
        field.Type.ShouldBe(FieldType.Set);
        field.Spec!.IsOpen.ShouldBeTrue();
        field.Spec.Values.Select(value => value.Text).ShouldBe(["one", "two"]);
    }
}
