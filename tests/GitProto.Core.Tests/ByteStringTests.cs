using System.Globalization;

namespace GitProto.Core.Tests;

public sealed class ByteStringTests
{
    [Test]
    public void The_default_is_empty()
    {
        default(ByteString).ShouldBe(ByteString.Empty);
        default(ByteString).ShouldBe(new ByteString([]));
        default(ByteString).GetHashCode().ShouldBe(ByteString.Wrap([]).GetHashCode());
        (default(ByteString).IsEmpty, default(ByteString).Length).ShouldBe((true, 0));
    }

    [Test]
    public void Bytes_that_are_no_text_are_kept()
    {
        var bytes = new byte[] { 0xff, 0xfe, 0, 0x80, 10 };
        new ByteString(bytes).Span.ToArray().ShouldBe(bytes);
        new ByteString(bytes).ToDisplayString().ShouldBe(@"\xff\xfe\x00\x80\x0a");
    }

    [Test]
    public void A_copy_does_not_follow_its_source()
    {
        var bytes = new byte[] { 1, 2 };
        var text = new ByteString(bytes);
        bytes[0] = 9;
        text.Span[0].ShouldBe((byte)1);
    }

    [Test]
    public void Order_is_that_of_unsigned_bytes_and_a_prefix_comes_first()
    {
        ByteString[] sorted = ["", "A", "Z", "a", "a-", "a/", "a0", "b", new([0x80]), new([0xff])];
        sorted.Reverse().Order().ShouldBe(sorted);
        (sorted[1] < sorted[2] && sorted[2] > sorted[1] && sorted[1] <= sorted[1] && sorted[1] >= sorted[1]).ShouldBeTrue();
    }

    [Test]
    [Category("hostile")]
    [SetCulture("tr-TR")]
    public void D03_Equality_is_that_of_bytes_whatever_the_culture()
    {
        CultureInfo.CurrentCulture.Name.ShouldBe("tr-TR");
        ByteString plain = "refs/heads/main";
        plain.ShouldNotBe((ByteString)"refs/heads/ma\u00adin");
        plain.ShouldNotBe((ByteString)"refs/heads/ma\u200din");
        plain.ShouldNotBe((ByteString)"refs/heads/MAIN");
        ((ByteString)"I").ShouldNotBe((ByteString)"ı");
        RefName.Parse("refs/heads/I").ShouldNotBe(RefName.Parse("refs/heads/i"));
    }

    [Test]
    [Category("hostile")]
    public void D03_Different_broken_bytes_stay_different()
    {
        var first = new ByteString([(byte)'a', 0xff]);
        var second = new ByteString([(byte)'a', 0xfe]);
        first.ToString().ShouldBe(second.ToString());
        first.ShouldNotBe(second);
    }
}
