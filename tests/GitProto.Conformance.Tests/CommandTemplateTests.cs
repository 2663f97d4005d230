using GitProto.Conformance.Peers.Declared;

namespace GitProto.Conformance.Tests;

/// <summary>Commands with places for words.</summary>
public sealed class CommandTemplateTests
{
    private static readonly Dictionary<string, string> Places = new() { ["url"] = "git://h/a b.git", ["dir"] = "x" };

    [TestCase("git clone {url} {dir}", "git", "clone", "git://h/a b.git", "x")]
    [TestCase("  a   'b c'  \"d 'e'\"f '' ", "a", "b c", "d 'e'f", "")]
    [TestCase("run --to={dir} {other}", "run", "--to=x", "{other}")]
    public void Blanks_part_words_and_quotes_hold_them_together(string text, params string[] words)
    {
        var call = CommandTemplate.Parse(text).Fill(Places);

        new[] { call.Path }.Concat(call.Arguments).ShouldBe(words);
    }

    [Test]
    public void What_fills_a_place_is_one_word_and_no_shell_reads_it() =>
        CommandTemplate.Parse("run {url}").Fill(new Dictionary<string, string> { ["url"] = "a; 'b' $(c)" }).Arguments.ShouldBe(["a; 'b' $(c)"]);

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("run 'x")]
    public void A_command_without_a_word_or_with_an_open_quote_is_refused(string text) => Should.Throw<ConformanceException>(() => CommandTemplate.Parse(text));
}
