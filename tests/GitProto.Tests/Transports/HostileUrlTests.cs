using GitProto.Transports;

namespace GitProto.Tests;

[Category("hostile")]
public sealed class HostileUrlTests
{
    [TestCase("git://h:25/%0d%0aHELO")]
    [TestCase("git://h/r%0a.git")]
    [TestCase("git://h/r\n.git")]
    [TestCase("git://h/r%00.git")]
    [TestCase("git://h/r%7f")]
    [TestCase("git://h/%1b[2J")]
    [TestCase("git://h\n/r")]
    [TestCase("git://h\0/r")]
    [TestCase("git://h h/r")]
    [TestCase("git://h%0a/r")]
    [TestCase("git://h%00/r")]
    [TestCase("git://h%20/r")]
    [TestCase("h\n:p")]
    [TestCase("h:p\n")]
    [TestCase("/srv/a\nb")]
    [TestCase("file:///srv/a%0ab")]
    [TestCase("https://h/a%0ab")]
    [TestCase("https://me%0a@h/p")]
    [TestCase("https://me:x%0d@h/p")]
    public void S10_A_control_byte_in_any_part_is_refused(string url) => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(url));

    [TestCase("ssh://-oProxyCommand=x/y")]
    [TestCase("ssh://-Ffile@h/y")]
    [TestCase("-x:p")]
    [TestCase("-x@h:p")]
    [TestCase("h:-p")]
    [TestCase("[-oProxyCommand=x]:p")]
    [TestCase("[-x@h:22]:p")]
    [TestCase("ssh://h:-1/y")]
    [TestCase("ssh://%2doProxyCommand=x/y")]
    [TestCase("ssh://%2dx@h/y")]
    [TestCase("git://-oX/y")]
    [TestCase("-upload-pack=x")]
    [TestCase("--upload-pack=x")]
    [TestCase("file://--upload-pack=x")]
    public void S01_What_could_be_taken_for_an_option_is_refused(string url) => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(url));

    [TestCase("ext::sh -c id")]
    [TestCase("EXT::sh -c id")]
    [TestCase(" ext::sh")]
    [TestCase("fd::0,1")]
    [TestCase("http::x")]
    [TestCase("file::/x")]
    [TestCase("x::y")]
    [TestCase("ext://x/y")]
    [TestCase("HTTPS://h/p")]
    public void S09_Helpers_and_unknown_schemes_are_refused(string url) => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(url));

    [TestCase("https://good?@evil/")]
    [TestCase("https://good#@evil/")]
    [TestCase("https://good\\@evil/")]
    [TestCase("https://a@good@evil/")]
    [TestCase("https://good:80:90/")]
    [TestCase("https://good:99999/")]
    [TestCase("https://good:0/")]
    [TestCase("https://good:/")]
    [TestCase("https://good:+1/")]
    [TestCase("https://good:８０/")]
    [TestCase("https://good./")]
    [TestCase("https://good..com/")]
    [TestCase("https://gооd/")]
    [TestCase("https://[::1/")]
    [TestCase("https://[::1]x/")]
    [TestCase("https://[fe80::1%25eth0]/")]
    [TestCase("https://[1.2.3.4]/")]
    [TestCase("https:///x")]
    [TestCase("https://@/x")]
    [TestCase("://h/x")]
    [TestCase("https://h/p?x=1")]
    [TestCase("https://h/p#x")]
    [TestCase("https://h/p\\x")]
    [TestCase("ssh://me:password@h/p")]
    [TestCase("git://me@h/p")]
    [TestCase("git://h")]
    [TestCase("h:")]
    [TestCase("")]
    [TestCase("[::1:p")]
    [TestCase("file://host/share")]
    [TestCase("file:////host/share")]
    [TestCase("//host/share")]
    [TestCase("\\\\host\\share")]
    public void S14_What_could_be_read_in_two_ways_is_refused(string url) => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(url));

    [Test]
    public void S14_A_longer_name_is_another_host() => GitUrl.Parse("https://good.com.evil/p").Host.ShouldBe("good.com.evil");

    [Test]
    public void S14_Half_a_character_is_refused() => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse("git://h/" + '\ud800'));

    [Test]
    public void A_very_long_url_is_refused() => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse("git://h/" + new string('x', 20_000)));
}
