using GitProto.Cli.Output;

namespace GitProto.Cli.Tests;

public sealed class RedactionTests
{
    [TestCase("https://me:secret@example.com/x", "https://***@example.com/x")]
    [TestCase("uri=https://token@a/b and http://u:p@c", "uri=https://***@a/b and http://***@c")]
    [TestCase("https://example.com/me@here", "https://example.com/me@here")]
    [TestCase("https://a@b@c/d", "https://***@c/d")]
    [TestCase("nothing at all", "nothing at all")]
    public void Users_and_passwords_of_urls_are_left_out(string text, string expected) => Redaction.Of(text).ShouldBe(expected);
}
