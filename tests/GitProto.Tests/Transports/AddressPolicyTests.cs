using System.Net;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>URLs that others name lead to no address within.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class AddressPolicyTests
{
    private static readonly GitUrlOptions WithinForbidden = new() { Addresses = AddressPolicy.PublicOnly };

    [TestCase("git://127.0.0.1:1/r")]
    [TestCase("git://localhost:1/r")]
    [TestCase("git://[::1]:1/r")]
    [TestCase("git://[::ffff:127.0.0.1]:1/r")]
    [TestCase("git://10.1.2.3/r")]
    [TestCase("git://172.31.0.1/r")]
    [TestCase("git://192.168.0.1/r")]
    [TestCase("git://169.254.169.254/r")]
    [TestCase("git://100.64.0.1/r")]
    [TestCase("git://0.0.0.0/r")]
    [TestCase("git://[fd00::1]/r")]
    [TestCase("git://[64:ff9b::a00:1]/r")]
    [TestCase("git://[2002:a00:1::1]/r")]
    [TestCase("http://127.0.0.1:1/r")]
    [TestCase("https://[::ffff:10.0.0.1]/r")]
    [TestCase("ssh://localhost/r")]
    [TestCase("ssh://git.example/r")]
    public async Task S31_An_address_within_is_refused_however_it_is_written(string url) =>
        (await Refusal.OfAsync<PolicyException>(async () => await ConnectAsync(url, WithinForbidden))).Message.ShouldContain("Addresses");

    [TestCase("http://2130706433/r")]
    [TestCase("http://0x7f000001/r")]
    [TestCase("http://127.1/r")]
    public async Task S31_A_number_that_some_take_for_an_address_is_no_host(string url) =>
        await Refusal.OfAsync<InvalidUrlException>(async () => await ConnectAsync(url, WithinForbidden));

    [Test]
    public async Task S31_A_second_answer_of_the_name_server_changes_nothing()
    {
        // A check of the URL beforehand would have got the first answer, and the connection the second.
        var asked = 0;
        await using var web = new ScriptedWeb(HttpRow.Good);
        var policy = new AddressPolicy(
            address => !address.Equals(IPAddress.Parse("127.0.0.2")),
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]));

        await HttpRow.ListAsync(web.Url(host: "rebinding.example"), new GitClientOptions { Urls = new() { Addresses = policy } });
        await Refusal.OfAsync<PolicyException>(async () => await ConnectAsync(web.Url(host: "rebinding.example"), new GitUrlOptions { Addresses = policy }));

        (asked, web.Connections).ShouldBe((2, 1));
    }

    [Test]
    public async Task S31_Of_several_answers_only_what_is_allowed_is_connected_to()
    {
        await using var web = new ScriptedWeb(HttpRow.Good);
        var tried = new List<IPAddress>();
        IPAddress[] answers = [IPAddress.Parse("10.0.0.1"), IPAddress.Loopback.MapToIPv6(), IPAddress.Parse("fd00::1")];
        var policy = new AddressPolicy(
            address =>
            {
                tried.Add(address);
                return address.Equals(IPAddress.Loopback);
            },
            (_, _) => Task.FromResult(answers));

        await HttpRow.ListAsync(web.Url(host: "git.example"), new GitClientOptions { Urls = new() { Addresses = policy } });

        tried[..3].ShouldBe([answers[0], IPAddress.Loopback, answers[2]]);
        web.Requests.Count.ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task S31_A_name_without_an_address_leads_nowhere() =>
        await Refusal.OfAsync<PolicyException>(async () => await ConnectAsync("git://nowhere.example/r", new GitUrlOptions { Addresses = new AddressPolicy(_ => true, (_, _) => Task.FromResult<IPAddress[]>([])) }));

    [Test]
    public async Task S31_A_redirect_does_not_lead_within()
    {
        await using var inside = new ScriptedWeb(HttpRow.Good);
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(inside.Url(host: "inside.example") + "/info/refs?service=git-upload-pack"));
        var policy = new AddressPolicy(
            address => !address.Equals(IPAddress.Parse("127.0.0.2")),
            (name, _) => Task.FromResult<IPAddress[]>([name == "inside.example" ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback]));

        await Refusal.OfAsync<PolicyException>(async () => await ConnectAsync(web.Url(host: "outside.example"), new GitUrlOptions { Addresses = policy }));

        (web.Connections, inside.Connections).ShouldBe((1, 0));
    }

    [Test]
    public async Task S31_What_finds_addresses_by_itself_is_not_used()
    {
        using var own = new HttpClient();
        foreach (var http in new GitHttpClientOptions[] { new() { Client = own }, new() { Proxy = "http://127.0.0.1:1" } })
            await Refusal.OfAsync<PolicyException>(async () => await GitClient.ConnectAsync("https://git.example/r", new GitClientOptions { Urls = WithinForbidden, Http = http }));
    }

    [TestCase("8.8.8.8", true)]
    [TestCase("192.0.1.1", true)]
    [TestCase("172.32.0.1", true)]
    [TestCase("2606:4700::1", true)]
    [TestCase("224.0.0.1", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("::", false)]
    [TestCase("fe80::1", false)]
    [TestCase("ff02::1", false)]
    [TestCase("2001:db8::1", false)]
    public void S31_Special_networks_are_not_public(string address, bool isPublic) => SpecialNetworks.Contain(IPAddress.Parse(address)).ShouldBe(!isPublic);

    [TestCase("/srv/x")]
    [TestCase("file:///srv/x")]
    [TestCase("C:\\x")]
    [TestCase("\\\\h\\s")]
    [TestCase("./x")]
    [TestCase("ssh://localhost/x")]
    [TestCase("git://h/x")]
    [TestCase("http://h/x")]
    public void R19_No_path_of_the_server_itself_is_imported(string url) => Refusal.Of<InvalidUrlException>(() => GitUrl.Parse(url, GitUrlOptions.Import));

    [Test]
    public async Task R19_Nor_one_that_was_read_with_other_options()
    {
        using var directory = new TestDirectory();
        var url = GitUrl.Parse(directory.Path);

        foreach (var options in new[] { GitUrlOptions.Import, GitUrlOptions.Untrusted })
            await Refusal.OfAsync<PolicyException>(async () => await GitClient.ConnectAsync(url, new GitClientOptions { Urls = options }));
    }

    private static async Task ConnectAsync(string url, GitUrlOptions options)
    {
        await using var session = await GitClient.ConnectAsync(url, new GitClientOptions { Urls = options });
    }
}
