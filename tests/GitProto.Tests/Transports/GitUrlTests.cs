using GitProto.Transports;

namespace GitProto.Tests;

public sealed class GitUrlTests
{
    [TestCase("git://h/team/app.git", GitUrlKind.Git, "h", null, null, "/team/app.git", 9418)]
    [TestCase("git://h:1234/p", GitUrlKind.Git, "h", 1234, null, "/p", 1234)]
    [TestCase("git://[::1]:1234/p", GitUrlKind.Git, "::1", 1234, null, "/p", 1234)]
    [TestCase("git://h/~user/p", GitUrlKind.Git, "h", null, null, "~user/p", 9418)]
    [TestCase("git://h/", GitUrlKind.Git, "h", null, null, "/", 9418)]
    [TestCase("git://h/a%20b%252e", GitUrlKind.Git, "h", null, null, "/a b%2e", 9418)]
    [TestCase("git://h/100%.git", GitUrlKind.Git, "h", null, null, "/100%.git", 9418)]
    [TestCase("ssh://me@h:22/p", GitUrlKind.Ssh, "h", 22, "me", "/p", 22)]
    [TestCase("ssh://h/~/p", GitUrlKind.Ssh, "h", null, null, "~/p", 22)]
    [TestCase("git+ssh://h/p", GitUrlKind.Ssh, "h", null, null, "/p", 22)]
    [TestCase("h:p", GitUrlKind.Ssh, "h", null, null, "p", 22)]
    [TestCase("me@h:/p", GitUrlKind.Ssh, "h", null, "me", "/p", 22)]
    [TestCase("me@h:~you/p:q", GitUrlKind.Ssh, "h", null, "me", "~you/p:q", 22)]
    [TestCase("h:a::b", GitUrlKind.Ssh, "h", null, null, "a::b", 22)]
    [TestCase("[::1]:p", GitUrlKind.Ssh, "::1", null, null, "p", 22)]
    [TestCase("me@[::1]:p", GitUrlKind.Ssh, "::1", null, "me", "p", 22)]
    [TestCase("[me@h:2222]:p", GitUrlKind.Ssh, "h", 2222, "me", "p", 2222)]
    [TestCase("[h:2222]:p", GitUrlKind.Ssh, "h", 2222, null, "p", 2222)]
    [TestCase("https://h/p%20q", GitUrlKind.Https, "h", null, null, "/p%20q", 443)]
    [TestCase("http://me@h:8080/p", GitUrlKind.Http, "h", 8080, "me", "/p", 8080)]
    [TestCase("file:///srv/a%20b.git", GitUrlKind.Local, "", null, null, "/srv/a b.git", 0)]
    [TestCase("/srv/a.git", GitUrlKind.Local, "", null, null, "/srv/a.git", 0)]
    [TestCase("a/b:c", GitUrlKind.Local, "", null, null, "a/b:c", 0)]
    [TestCase("./h:p", GitUrlKind.Local, "", null, null, "./h:p", 0)]
    [TestCase("..", GitUrlKind.Local, "", null, null, "..", 0)]
    public void Its_parts_are_found(string text, GitUrlKind kind, string host, int? port, string? user, string path, int effectivePort)
    {
        var url = GitUrl.Parse(text);

        (url.Kind, url.Host, url.Port, url.User, url.Path.ToString(), url.EffectivePort).ShouldBe((kind, host, port, user, path, effectivePort));
    }

    [TestCase("git://h:9418/p", "git://h:9418/p")]
    [TestCase("me@h:p", "ssh://me@h/p")]
    [TestCase("https://me:secret@h/p", "https://me:***@h/p")]
    [TestCase("git://[::1]:1/%e2%80%ae", "git://[::1]:1/\\u{202e}")]
    public void It_is_shown_in_full_form_without_the_password(string text, string shown) => GitUrl.Parse(text).ToString().ShouldBe(shown);

    [Test]
    public void The_password_is_decoded_and_kept_out_of_refusals()
    {
        GitUrl.Parse("https://me:s%40cret@h/p").Password.ShouldBe("s@cret");
        Refusal.Of<InvalidUrlException>(() => GitUrl.Parse("https://me:secret@h")).Message.ShouldNotContain("secret");
        Refusal.Of<InvalidUrlException>(() => GitUrl.Parse("https://me:secret@h/p", new GitUrlOptions { Allow = GitUrlKind.Git })).Message.ShouldNotContain("secret");
    }

    [TestCase("/srv/x")]
    [TestCase("file:///srv/x")]
    [TestCase("http://h/p")]
    [TestCase("git://h/p")]
    public void A_url_from_data_leads_to_encrypted_transports_only(string text) =>
        Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(text, GitUrlOptions.Untrusted));

    [Test]
    public void Bytes_of_a_path_stay_bytes() => GitUrl.Parse("git://h/%ff%fe").Path.Span.ToArray().ShouldBe([(byte)'/', 0xff, 0xfe]);
}
