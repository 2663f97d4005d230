using GitProto.Server;

namespace GitProto.Tests;

[Category("hostile")]
public sealed class RequestHostTests
{
    [TestCase("Example.COM", "example.com", "")]
    [TestCase("h:9418", "h", "9418")]
    [TestCase("[::1]:9418", "::1", "9418")]
    [TestCase("[::1]", "::1", "")]
    [TestCase("..", "", "")]
    [TestCase("a/../b", "a.b", "")]
    [TestCase(".x", "x", "")]
    [TestCase("x..", "x", "")]
    [TestCase("a..b", "a.b", "")]
    [TestCase("A\\B", "a\\b", "")]
    [TestCase("[::1]:../x", "::1", "x")]
    [TestCase("h:../../x", "h", "x")]
    [TestCase("", "", "")]
    public void R16_A_host_is_made_harmless_as_git_does(string host, string name, string port) =>
        RequestHost.Parse(host).ShouldBe(new RequestHost(name, port));

    [TestCase("[::1")]
    [TestCase("[::1]x")]
    public void R16_Brackets_that_do_not_fit_are_refused(string host) => Refusal.Of<PolicyException>(() => RequestHost.Parse(host));
}
