using System.Net;
using GitProto.AspNetCore;
using GitProto.Server;
using GitProto.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>One request at a time, to a repository in memory, without a network.</summary>
[CancelAfter(60_000)]
public sealed class RequestTests
{
    private WebApplication app = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        var repository = new MemoryRepository();
        await repository.CommitAsync("refs/heads/main", "Begin", [("README.md", "Hello.\n")]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddGitProto();
        builder.Services.AddSingleton<IRepositoryResolver>(new DictionaryResolver { ["/team/app.git"] = repository });
        app = builder.Build();
        app.MapGit("/git/{**repo}");
        app.MapGit("/open/{**repo}", options => (options.Archive, options.Push) = (GitHttpAccess.Everybody, GitHttpAccess.Everybody));
        app.MapGit("/small/{**repo}", options => options.Limits = new SmartHttpLimits { MaxFetchRequest = 10 });
        await app.StartAsync();
        http = app.GetTestClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    [Test]
    public async Task The_advertisement_has_the_type_and_the_headers_of_git()
    {
        using var answer = await http.GetAsync("/git/team/app.git/info/refs?service=git-upload-pack");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/x-git-upload-pack-advertisement");
        answer.Headers.NonValidated["Cache-Control"].ToString().ShouldBe("no-cache, max-age=0, must-revalidate");
        answer.Headers.GetValues("Pragma").Single().ShouldBe("no-cache");
        answer.Content.Headers.GetValues("Expires").Single().ShouldBe("Fri, 01 Jan 1980 00:00:00 GMT");
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("001e# service=git-upload-pack\n0000");
    }

    [Test]
    public async Task Version_2_is_advertised_without_the_name_of_the_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/git/team/app.git/info/refs?service=git-upload-pack") { Headers = { { "Git-Protocol", "version=2" } } };
        using var answer = await http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("000eversion 2\n");
    }

    [Test]
    public async Task A_head_request_has_the_type_and_no_body()
    {
        using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/git/team/app.git/info/refs?service=git-upload-pack"));
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/x-git-upload-pack-advertisement");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [TestCase("GET", "/git/team/none.git/info/refs?service=git-upload-pack", 404)]
    [TestCase("GET", "/git/team/app.git", 404)]
    [TestCase("GET", "/git/team/app.git/config", 404)]
    [TestCase("GET", "/git/team/app.git/info/refs", 403)]
    [TestCase("GET", "/git/team/app.git/info/refs?", 403)]
    [TestCase("GET", "/git/team/app.git/info/refs?service=git-receive-pack", 403)]
    [TestCase("GET", "/git/team/app.git/info/refs?service=git-nothing", 403)]
    [TestCase("POST", "/git/team/app.git/info/refs?service=git-upload-pack", 405)]
    [TestCase("GET", "/git/team/app.git/git-upload-pack", 405)]
    [TestCase("GET", "/other/app.git/info/refs?service=git-upload-pack", 404)]
    public async Task What_is_not_served_is_refused(string method, string target, int status)
    {
        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), target));
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [TestCase("GET", "POST")]
    [TestCase("PUT", "POST")]
    [TestCase("DELETE", "POST")]
    [TestCase("HEAD", "POST")]
    [Category("hostile")]
    public async Task S24_Another_method_is_refused_with_those_that_are_allowed(string method, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/git/team/app.git/git-upload-pack") { Headers = { { "X-HTTP-Method-Override", "POST" } } };
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe([allowed]);
    }

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("application/x-git-receive-pack-request")]
    [TestCase("application/x-git-upload-pack-request; charset=utf-8")]
    [TestCase("application/x-www-form-urlencoded")]
    [Category("hostile")]
    public async Task S24_Another_type_is_refused_before_the_body_is_read(string? type)
    {
        using var answer = await PostAsync("/git/team/app.git/git-upload-pack", "this is no packet"u8.ToArray(), type);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("Expected POST with Content-Type 'application/x-git-upload-pack-request'");
    }

    [Test]
    public async Task A_lone_flush_is_answered_with_nothing()
    {
        using var answer = await PostAsync("/git/team/app.git/git-upload-pack", "0000"u8.ToArray());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/x-git-upload-pack-result");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_request_above_its_bound_is_refused()
    {
        using var answer = await PostAsync("/small/team/app.git/git-upload-pack", "0014command=ls-refs\n0000"u8.ToArray());
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    [Category("hostile")]
    public async Task S30_By_default_nobody_pushes_and_only_users_have_archives()
    {
        foreach (var service in new[] { "receive-pack", "upload-archive" })
        {
            using var answer = await PostAsync($"/git/team/app.git/git-{service}", "0000"u8.ToArray(), $"application/x-git-{service}-request");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Test]
    public async Task An_archive_is_sent()
    {
        using var answer = await PostAsync("/open/team/app.git/git-upload-archive", "0012argument main\n0000"u8.ToArray(), "application/x-git-upload-archive-request");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/x-git-upload-archive-result");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldStartWith("0008ACK\n0000");
        text.ShouldContain("README.md");
        text.ShouldContain("Hello.\n");
    }

    [TestCase("version=9", "001e# service")]
    [TestCase("color=blue:version=2", "000eversion 2")]
    [TestCase("version=2:version=1", "000eversion 2")]
    [TestCase("version=", "001e# service")]
    [TestCase("version=2147483648", "001e# service")]
    [Category("hostile")]
    public async Task S25_Odd_versions_are_ignored(string header, string start)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/git/team/app.git/info/refs?service=git-upload-pack");
        request.Headers.TryAddWithoutValidation("Git-Protocol", header);
        using var answer = await http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith(start);
    }

    [Test]
    public void A_place_without_a_path_for_the_repository_is_refused() => Should.Throw<ArgumentException>(() => app.MapGit("/git"));

    [Test]
    public void To_serve_without_the_services_is_refused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        Should.Throw<InvalidOperationException>(() => builder.Build().MapGit()).Message.ShouldContain("AddGitProto");
        builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGitProto();
        Should.Throw<InvalidOperationException>(() => builder.Build().MapGit()).Message.ShouldContain(nameof(IRepositoryResolver));
    }

    private async Task<HttpResponseMessage> PostAsync(string target, byte[] body, string? type = "application/x-git-upload-pack-request")
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await http.PostAsync(target, content);
    }
}
