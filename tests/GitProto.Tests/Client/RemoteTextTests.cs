using System.Text;
using GitProto.Client;

namespace GitProto.Tests;

public sealed class RemoteTextTests
{
    private const string Escape = "\u001b";

    [TestCase("plain", "plain")]
    [TestCase("tab\there", "tab\there")]
    [TestCase("grün 漢字 🙂", "grün 漢字 🙂")]
    public void Plain_text_stays(string text, string clean) => Clean(text).ShouldBe(clean);

    [TestCase("\u0000\u0001\u0007\u0008\u001f\u007f", "^@^A^G^H^_^?")]
    [TestCase(Escape + "[2J", "^[[2J")]
    [TestCase(Escape + "[31mred", "^[[31mred")]
    [TestCase(Escape + "]0;title\u0007", "^[]0;title^G")]
    [TestCase(Escape + "]52;c;ZXZpbA==\u0007", "^[]52;c;ZXZpbA==^G")]
    [TestCase(Escape + "]8;;http://evil" + Escape + "\\link", "^[]8;;http://evil^[\\link")]
    [TestCase(Escape + "P1;2q" + Escape + "\\", "^[P1;2q^[\\")]
    [TestCase(Escape + "[1;1H", "^[[1;1H")]
    [TestCase(Escape + "c", "^[c")]
    [Category("hostile")]
    public void M01_Control_sequences_are_shown_not_obeyed(string text, string clean) => Clean(text).ShouldBe(clean);

    [TestCase(Escape + "[31mred", Escape + "[31mred" + Escape + "[0m")]
    [TestCase(Escape + "[mplain", Escape + "[mplain" + Escape + "[0m")]
    [TestCase(Escape + "[31Kx", "^[[31Kx")]
    [TestCase(Escape + "[?25l", "^[[?25l")]
    [TestCase(Escape + "[", "^[[")]
    [TestCase(Escape + "[31", "^[[31")]
    [Category("hostile")]
    public void M01_Colours_pass_only_if_asked_for_and_are_reset(string text, string clean) => Clean(text, allowColor: true).ShouldBe(clean);

    [Test]
    [Category("hostile")]
    public void M02_C1_controls_and_bidirectional_marks_are_shown()
    {
        TerminalText.Clean([0x9b, (byte)'2', (byte)'J']).ShouldBe("\\x9b2J");
        Clean("\u009b2J").ShouldBe("\\u{9b}2J");
        Clean("a\u202eb\u2066c\u200fd\u200be").ShouldBe("a\\u{202e}b\\u{2066}c\\u{200f}d\\u{200b}e");
        Clean("a\u2028b\u0085c").ShouldBe("a\\u{2028}b\\u{85}c");
        TerminalText.Clean([(byte)'x', 0xe2, 0x80]).ShouldBe("x\\xe2\\x80");
    }

    [TestCase("[38:2::1:2:3mcolour")]
    [TestCase("[1;31mred[0m\r[Jerase\nüx\r\nend")]
    [Category("hostile")]
    public void M03_How_text_was_cut_into_packets_makes_no_difference(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("[", Escape + "[", StringComparison.Ordinal));
        foreach (var allowColor in new[] { false, true })
        {
            var whole = Lines(allowColor, bytes);
            for (var cut = 0; cut <= bytes.Length; cut++)
                Lines(allowColor, bytes[..cut], bytes[cut..]).ShouldBe(whole);
            Lines(allowColor, [.. bytes.Select(value => new[] { value })]).ShouldBe(whole);
        }
    }

    [Test]
    [Category("hostile")]
    public void M03_A_megabyte_of_parameters_is_no_colour()
    {
        var lines = Lines(true, Encoding.ASCII.GetBytes(Escape + "[" + string.Concat(Enumerable.Repeat("1;", 500_000)) + "mx\n"));

        lines.ShouldHaveSingleItem().Text.ShouldStartWith("^[[1;1;");
        lines[0].Text.Length.ShouldBeLessThanOrEqualTo(RemoteText.MaxLineLength + 1);
    }

    [Test]
    [Category("hostile")]
    public void M05_Progress_without_an_end_of_line_is_dropped_beyond_a_bound()
    {
        var lines = new List<RemoteLine>();
        var text = new RemoteText(lines.Add);
        var packet = new byte[65_515];
        packet.AsSpan().Fill((byte)'x');
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 16_000; i++)
            text.Write(packet);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        lines.ShouldBeEmpty();
        text.End();
        lines.ShouldHaveSingleItem().Text.ShouldBe(new string('x', RemoteText.MaxLineLength));
    }

    [Test]
    [Category("hostile")]
    public void M04_Every_line_on_a_terminal_keeps_its_prefix_also_after_CR()
    {
        var printed = Print(isTerminal: true, "one\rPassword: \rtwo\n\nthree");

        printed.ShouldBe("remote: one\u001b[K\rremote: Password: \u001b[K\rremote: two\u001b[K\nremote: \u001b[K\nremote: three\u001b[K\n");
    }

    [Test]
    public void In_a_pipe_only_lines_that_stay_are_printed() =>
        Print(isTerminal: false, "10%\r20%\r100%, done.\nbye\r\n").ShouldBe("remote: 100%, done.\nremote: bye\n");

    private static string Clean(string text, bool allowColor = false) => TerminalText.Clean(Encoding.UTF8.GetBytes(text), allowColor);

    private static List<RemoteLine> Lines(bool allowColor, params byte[][] packets)
    {
        var lines = new List<RemoteLine>();
        var text = new RemoteText(lines.Add, allowColor);
        foreach (var packet in packets)
            text.Write(packet);
        text.End();
        return lines;
    }

    private static string Print(bool isTerminal, string text)
    {
        using var output = new StringWriter();
        var remote = new RemoteText(new RemoteTextWriter(output, isTerminal).Write);
        remote.Write(Encoding.UTF8.GetBytes(text));
        remote.End();
        return output.ToString();
    }
}
