using System.Net;
using System.Net.Sockets;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What a host learns of git:// clients that do not come as far as a service.</summary>
[CancelAfter(60_000)]
public sealed class FrontDoorTests : IDisposable
{
    private LogLines log = null!;
    private CountedServices counted = null!;

    [SetUp]
    public void Listen() => (log, counted) = (new LogLines(), new CountedServices());

    [TearDown]
    public void Dispose()
    {
        log.Dispose();
        counted.Dispose();
    }

    [Test]
    public async Task A_refusal_is_logged_with_its_reason_and_counted_and_the_client_hears_less()
    {
        await using var client = ScriptedClient.Call(new DictionaryResolver(), new GitServerOptions { Logger = log.CreateLogger("GitProto.Server") });
        await client.SendAsync(ScriptedClient.Hello(0));

        (await client.ReadToEndAsync()).ShouldBe(ScriptedClient.Pkt("ERR access denied or repository not exported: /r"));
        log.All.ShouldBe(["Information Refused before a service began: no such repository: /r "]);
        counted.All.ShouldContain("None refused");
    }

    [TestCase("/r\n", true)]
    [TestCase("/r\n\n", false)]
    [TestCase("/r\r\n", false)]
    public async Task One_newline_behind_the_path_is_none_of_it_and_nothing_else_is_passed_over(string path, bool served)
    {
        using var repository = new MemoryRepository();
        await using var client = ScriptedClient.Call(repository);
        await client.SendAsync(ScriptedClient.Pkt($"git-upload-pack {path}\0host=h\0") + "0000");

        (await client.ReadToEndAsync()).Contains("ERR access denied", StringComparison.Ordinal).ShouldBe(!served);
    }

    [TestCase(false, "ERR access denied or repository not exported: /r")]
    [TestCase(true, "ERR the repository cannot be served: /r")]
    public async Task Where_a_repository_leads_is_logged_and_told_to_nobody(bool informative, string told)
    {
        using var place = new TestDirectory();
        Directory.CreateDirectory(place.At("root", "r"));
        SourceRepository.MakeRich(place, "outside.git");
        File.WriteAllText(place.At("root", "r", ".git"), $"gitdir: {place.At("outside.git")}\n");
        await using var client = ScriptedClient.Call(new DirectoryResolver(place.At("root")), new GitServerOptions { Logger = log.CreateLogger("GitProto.Server"), InformativeErrors = informative });
        await client.SendAsync(ScriptedClient.Hello(0));

        (await client.ReadToEndAsync()).ShouldBe(ScriptedClient.Pkt(told));
        log.All.Single().ShouldBe($"Information Refused before a service began: The path '{place.At("outside.git")}' leads outside the directories that may be used. ");
    }

    [Test]
    public async Task What_breaks_while_a_repository_is_opened_is_logged_as_an_error_and_counted()
    {
        await using var client = ScriptedClient.Call(new Unreadable(), new GitServerOptions { Logger = log.CreateLogger("GitProto.Server") });
        await client.SendAsync(ScriptedClient.Hello(0));

        await client.ReadToEndAsync();
        log.All.Single().ShouldStartWith("Error Broke before a service began");
        counted.All.ShouldContain("None failed");
    }

    [Test]
    public async Task A_client_that_says_nothing_is_logged_and_counted_with_its_address()
    {
        await using var server = GitServer.Start(new DictionaryResolver(), new GitServerOptions { InitTimeout = TimeSpan.FromMilliseconds(50), Logger = log.CreateLogger("GitProto.Server") });
        using var client = new TcpClient("127.0.0.1", server.Port);
        while (!log.All.Any())
            await Task.Delay(20);

        log.All.Single().ShouldStartWith("Information Failed before a service began: ");
        log.Scopes.ShouldContain($"[127.0.0.1:{((IPEndPoint)client.Client.LocalEndPoint!).Port}]");
        counted.All.ShouldContain("None failed");
    }

    private sealed class Unreadable : IRepositoryResolver
    {
        public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken) => throw new UnauthorizedAccessException("config");
    }
}
