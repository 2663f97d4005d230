namespace GitProto.Core.Tests;

public sealed class HexTests
{
    [Test]
    public void Every_byte_survives_encoding_and_decoding()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var hex = new byte[512];
        Hex.Encode(bytes, hex);
        var back = new byte[256];
        Hex.TryDecode(hex, back).ShouldBeTrue();
        back.ShouldBe(bytes);
        hex.ShouldBe(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
    }

    [Test]
    public void Upper_case_digits_are_read() => Decode("ABCDEF").ShouldBe([0xab, 0xcd, 0xef]);

    [Test]
    public void Exactly_22_bytes_are_digits() =>
        Enumerable.Range(0, 256).Count(value => Hex.Value((byte)value) >= 0).ShouldBe(22);

    [Test]
    public void An_odd_or_wrong_length_is_refused([Values("", "1", "123", "12345")] string hex) =>
        Hex.TryDecode(System.Text.Encoding.ASCII.GetBytes(hex), new byte[2]).ShouldBeFalse();

    [Test]
    [Category("hostile")]
    public void D01_Signs_spaces_and_prefixes_are_no_digits([Values("+1", "-1", " 1", "1 ", "0x", "0X", "\t1", "1\n", "1\0", "1_", "g0", "０１")] string hex) =>
        Decode(hex).ShouldBeNull();

    private static byte[]? Decode(string hex)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(hex);
        var bytes = new byte[text.Length / 2];
        return Hex.TryDecode(text, bytes) ? bytes : null;
    }
}
