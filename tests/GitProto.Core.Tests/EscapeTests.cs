namespace GitProto.Core.Tests;

public sealed class EscapeTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("héllo 世界", "héllo 世界")]
    [TestCase("a\nb\r\t\0", @"a\x0ab\x0d\x09\x00")]
    [TestCase("\u001b[31mred", @"\x1b[31mred")]
    [TestCase("\u007f", @"\x7f")]
    [TestCase("\u0085\u009b1m", @"\u{85}\u{9b}1m")]
    [TestCase("a\u202eb\u2066", @"a\u{202e}b\u{2066}")]
    [TestCase("\u2028\u2029", @"\u{2028}\u{2029}")]
    [TestCase("\u200d\ufeff", @"\u{200d}\u{feff}")]
    public void Only_what_is_safe_to_print_stays(string text, string shown) => Escape.ForDisplay(text).ShouldBe(shown);

    [Test]
    public void Broken_UTF8_is_shown_byte_by_byte() =>
        Escape.ForDisplay([(byte)'a', 0xc3, (byte)'b', 0xff, 0xe2, 0x82]).ShouldBe(@"a\xc3b\xff\xe2\x82");

    [Test]
    public void Long_text_is_cut()
    {
        Escape.ForDisplay(new string('a', 5000)).ShouldBe(new string('a', Escape.MaxLength) + "...");
        Escape.ForDisplay(new string('\n', 5000)).Length.ShouldBeLessThan(Escape.MaxLength + 10);
        Escape.ForDisplay(new byte[10_000_000]).Length.ShouldBeLessThan(Escape.MaxLength + 10);
    }

    [Test]
    public void No_output_holds_a_control_character()
    {
        for (var value = 0; value < 0x3000; value++)
            Escape.ForDisplay(char.ConvertFromUtf32(value)).ShouldAllBe(c => !char.IsControl(c));
    }
}
