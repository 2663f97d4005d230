using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Rows of the first packet of a git:// connection.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostileCallTests
{
    private HostileServer server = null!;

    [SetUp]
    public async Task Make() => server = await HostileServer.MakeAsync();

    [TearDown]
    public void Stop() => server.Dispose();

    [Test]
    public async Task W12_A_control_byte_in_a_path_or_a_host_never_finds_a_repository()
    {
        for (var code = 1; code < 32; code++)
            await RefusedAsync($"git-upload-pack /r{(char)code}x\0host=h\0");
        await RefusedAsync("git-upload-pack /r\u007f\0host=h\0");
        await RefusedAsync("git-upload-pack /\nr\0host=h\0");
    }

    [Test]
    public async Task W12_A_request_as_long_as_a_packet_is_read_in_one_go()
    {
        await RefusedAsync($"git-upload-pack /{new string('p', 65_000)}\0host=h\0");
        (await server.TalkAsync(ScriptedClient.Pkt($"git-upload-pack /r\0host={new string('h', 65_000)}\0") + "0000")).Said.ShouldContain("refs/heads/main");
    }

    [TestCase("git-upload-pack /r\0foo=bar\0")]
    [TestCase("git-upload-pack /r\0host=a\0host=b\0")]
    [TestCase("git-upload-pack /r\0host=h\0\0version=2")]
    [TestCase("git-upload-pack /r\0host=h\0junk")]
    [TestCase("git-upload-pack /r\0\0\0\0")]
    [TestCase("git-upload-pack")]
    [TestCase("git-upload-pack ")]
    [TestCase("upload-pack /r\0host=h\0")]
    [TestCase("GET / HTTP/1.1\r\n")]
    public async Task W13_Odd_requests_are_refused_or_read_without_the_odd_part(string request)
    {
        var (said, error) = await server.TalkAsync(ScriptedClient.Pkt(request) + "0000");

        if (error is null)
            said.ShouldContain("refs/heads/main");
        else
            error.ShouldBeAssignableTo<GitProtoException>();
    }

    [Test]
    public async Task W13_Junk_among_the_extras_is_passed_over()
    {
        var (said, error) = await server.TalkAsync(ScriptedClient.Pkt("git-upload-pack /r\0host=h\0\0version=2\0junk\0version=9\0") + "0000");

        error.ShouldBeNull();
        said.ShouldContain("version 2");
    }

    [Test]
    public async Task W13_Five_thousand_extras_are_read_in_linear_time()
    {
        var extras = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"x{number}=1\0"));

        var (said, error) = await server.TalkAsync(ScriptedClient.Pkt($"git-upload-pack /r\0host=h\0\0{extras}version=2\0") + "0000");

        error.ShouldBeNull();
        said.ShouldContain("version 2");
    }

    [TestCase("//r")]
    [TestCase("/./r")]
    [TestCase("/x/../r")]
    [TestCase("/r/..")]
    [TestCase("/..")]
    [TestCase("r")]
    [TestCase("~u/r")]
    [TestCase("/~u/r")]
    [TestCase("/.../none")]
    [TestCase("/r\\..")]
    public async Task R15_Only_the_one_plain_spelling_of_a_path_is_served(string path)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Create(place.At("root", "r"));
        var said = await DeniedAsync(place, path);
        said.ShouldContain("ERR access denied or repository not exported: ");
    }

    [Test]
    public async Task R15_A_path_that_is_too_long_is_not_cut()
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Create(place.At("root", "r"));
        await DeniedAsync(place, "/r" + new string('/', 4_094) + "x");
        await DeniedAsync(place, "/" + string.Join('/', Enumerable.Repeat(new string('d', 200), 25)));
    }

    [TestCase("..")]
    [TestCase("a/../b")]
    [TestCase(".x")]
    [TestCase("x..")]
    [TestCase("A\\B")]
    [TestCase("[::1]:../x")]
    [TestCase("[::1")]
    [TestCase("/")]
    public async Task R16_A_host_in_a_path_template_stays_below_the_root(string host)
    {
        using var place = new TestDirectory();
        using var outside = FileRepository.Create(place.At("r"));
        using var inside = FileRepository.Create(place.At("root", "good", "r"));
        var resolver = Resolver(place, new DirectoryResolverOptions { Template = "/%H/%D" });

        await using var client = ScriptedClient.Call(resolver);
        await client.SendAsync(ScriptedClient.Pkt($"git-upload-pack /r\0host={host}\0") + "0000");
        (await client.ReadToEndAsync()).ShouldContain("ERR access denied or repository not exported: /r");

        await Refusal.OfAsync<PolicyException>(() => client.Serving);
    }

    [TestCase("/r\nHELO")]
    [TestCase("/r\r\nHELO x\r\n")]
    public async Task S10_A_line_feed_in_a_request_reaches_nothing(string path) => await RefusedAsync($"git-upload-pack {path}\0host=h:25\0");

    [Test]
    public async Task S32_Missing_forbidden_and_not_offered_get_the_same_words()
    {
        var said = new List<string>();
        foreach (var request in new[] { "git-upload-pack /none", "git-receive-pack /none", "git-receive-pack /r", "git-upload-archive /none", "git-upload-pack /none/../r" })
            said.Add(await server.RefusesAsync<PolicyException>(ScriptedClient.Pkt(request + "\0host=h\0")));

        said.Select(text => text[4..].Split(": ")[0]).Distinct().ShouldBe(["ERR access denied or repository not exported"]);
    }

    [Test]
    public async Task N14_Silent_clients_are_let_go_and_others_are_served()
    {
        var time = new ManualTime();
        var silent = Enumerable.Range(0, 1_000).Select(_ => ScriptedClient.Call(server.Served, new GitServerOptions { TimeProvider = time })).ToArray();
        (await server.TalkAsync(ScriptedClient.Hello(2) + "0000")).Error.ShouldBeNull();

        time.Advance(GitServerOptions.Default.InitTimeout + TimeSpan.FromSeconds(1));

        foreach (var client in silent)
        {
            (await Should.ThrowAsync<IOException>(() => client.Serving)).Message.ShouldContain("calling");
            await client.DisposeAsync();
        }
    }

    private static async Task<string> DeniedAsync(TestDirectory place, string path)
    {
        await using var client = ScriptedClient.Call(Resolver(place, DirectoryResolverOptions.Default));
        await client.SendAsync(ScriptedClient.Pkt($"git-upload-pack {path}\0host=h\0") + "0000");
        var said = await client.ReadToEndAsync();
        await Refusal.OfAsync<PolicyException>(() => client.Serving);
        return said;
    }

    private static DirectoryResolver Resolver(TestDirectory place, DirectoryResolverOptions options) =>
        new(place.At("root"), path => FileRepository.TryOpen(path, new FileRepositoryOptions { Strict = true }), options);

    private async Task RefusedAsync(string request)
    {
        var (said, error) = await server.TalkAsync(ScriptedClient.Pkt(request) + "0000");
        error.ShouldBeAssignableTo<GitProtoException>();
        said.ShouldNotContain("refs/heads");
        said[4..].ShouldNotContain(character => char.IsControl(character));
    }
}
