using GitProto.AspNetCore;
using GitProto.Server;
using GitProto.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace GitProto.Tests;

/// <summary>Who may read and who may push, by the authentication and the policies of the application.</summary>
[CancelAfter(300_000)]
public sealed class AccessTests
{
    private HostedGit host = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        host = await StartAsync();
        foreach (var name in new[] { "public.git", "private.git", "hidden.git", "ann.git" })
            SourceRepository.MakeRich(host.Place, HostedGit.In(name));
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public void What_is_public_is_read_without_a_name() => host.Git(2, "ls-remote", host.Url("public.git")).ShouldContain("refs/heads/main");

    [Test]
    public void What_is_private_is_read_by_users()
    {
        Try("ls-remote", host.Url("private.git")).Code.ShouldBe(128);
        Try("ls-remote", host.Url("private.git", "bob:wrong")).Error.ShouldContain("Authentication failed");
        host.Git(2, "ls-remote", host.Url("private.git", "bob:secret")).ShouldContain("refs/heads/main");
        host.Git(2, "clone", "-q", "--bare", host.Url("private.git", "bob:secret"), "private-clone");
    }

    [Test]
    public void Reading_and_pushing_have_policies_of_their_own()
    {
        host.Git(2, "ls-remote", host.Url("ann.git", "bob:secret")).ShouldContain("refs/heads/main");
        var mine = SourceRepository.MakeRich(host.Place, "mine", commits: 45);
        RealGit.Try(mine, "", "push", "-q", host.Url("ann.git", "bob:secret"), "main:bobs").Error.ShouldContain("not found");
        RealGit.Try(mine, "", "push", "-q", host.Url("public.git"), "main:new").Code.ShouldBe(128);
        RealGit.Run(mine, "push", "-q", host.Url("ann.git", "ann:secret"), "main:anns");
        SourceRepository.Refs(host.Place.At("served", "ann.git")).ShouldContain("refs/heads/anns");
        SourceRepository.Refs(host.Place.At("served", "ann.git")).ShouldNotContain("refs/heads/bobs");
    }

    [Test]
    [Category("hostile")]
    public async Task S32_What_is_missing_and_what_is_forbidden_look_the_same([Values("", "Authorization: Basic Ym9iOnNlY3JldA==\r\n")] string user, [Values("git-upload-pack", "git-receive-pack")] string service)
    {
        Directory.CreateSymbolicLink(host.Place.At("served", $"outside-{service}{user.Length}.git"), host.Place.At("elsewhere"));
        var answers = new List<string>();
        foreach (var name in new[] { "hidden.git", "none.git", "deep/none.git", $"outside-{service}{user.Length}.git" })
            answers.Add(Undated(await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", $"/{name}/info/refs?service={service}", user))));
        RawHttp.Status(answers[0]).ShouldBe(user.Length == 0 ? 401 : 404);
        answers.Distinct().ShouldHaveSingleItem();
    }

    [Test]
    [Category("hostile")]
    public async Task S05_A_repository_is_made_only_for_those_who_may_push_to_it()
    {
        await using var making = await StartAsync(options =>
            options.Resolver = new DirectoryResolver(((DirectoryResolver)options.Resolver!).Root, new DirectoryResolverOptions { Create = path => FileRepository.Create(path) }));
        var mine = SourceRepository.MakeRich(making.Place, "mine");

        RealGit.Try(mine, "", "push", "-q", making.Url("dan.git", "bob:secret"), "main").Error.ShouldContain("not found");
        Directory.Exists(making.Place.At("served", "dan.git")).ShouldBeFalse();
        RealGit.Run(mine, "push", "-q", making.Url("dan.git", "dan:secret"), "main");
        SourceRepository.Refs(making.Place.At("served", "dan.git")).ShouldContain("refs/heads/main");
    }

    [Test]
    [Category("hostile")]
    public async Task S05_The_permission_is_that_of_what_is_done()
    {
        foreach (var (target, status) in new[]
        {
            ("POST /ann.git/git-receive-pack?service=git-upload-pack", 404),
            ("GET /ann.git/info/refs?service=git-upload-pack&service=git-receive-pack", 403),
            ("GET /ann.git/info/refs?service=git%2Dupload-pack", 403),
            ("GET /ann.git/info/refs?service=GIT-UPLOAD-PACK", 403),
            ("GET /ann.git/info/refs?Service=git-upload-pack", 403),
            ("GET /ann.git/info/refs?service=git-upload-archive", 403),
            ("GET /ann.git/info/refs?service=git-shell", 403),
            ("POST /ann.git/GIT-RECEIVE-PACK", 404),
            ("POST /ann.git/git%2Dreceive-pack", 404),
        })
        {
            var words = target.Split(' ');
            var request = RawHttp.Request(words[0], words[1], "Authorization: Basic Ym9iOnNlY3JldA==\r\nContent-Type: application/x-git-receive-pack-request\r\nContent-Length: 4\r\n", "0000");
            RawHttp.Status(await RawHttp.AskAsync(host.Port, request)).ShouldBe(status, target);
        }
    }

    [Test]
    [Category("hostile")]
    public void H31_The_repository_that_is_judged_is_the_one_that_is_opened()
    {
        Directory.CreateSymbolicLink(host.Place.At("served", "bob.git"), "hidden.git");
        Directory.CreateSymbolicLink(host.Place.At("served", "to-public.git"), "public.git");
        var mine = SourceRepository.MakeRich(host.Place, "bobs", commits: 45);

        // By its name bob might push to it, and by what it ends in.
        foreach (var name in new[] { "bob.git", "bob", "bob.git/" })
        {
            RealGit.Try(mine, "", "push", "-q", host.Url(name, "bob:secret"), "main:taken").Code.ShouldBe(128);
            Try("ls-remote", host.Url(name, "bob:secret")).Code.ShouldBe(128);
        }
        host.Git(2, "ls-remote", host.Url("to-public.git")).ShouldContain("refs/heads/main");
        host.Git(2, "ls-remote", host.Url("public")).ShouldContain("refs/heads/main");
        SourceRepository.Refs(host.Place.At("served", "hidden.git")).ShouldNotContain("taken");
    }

    [Test]
    [Category("hostile")]
    public async Task S18_What_proves_who_a_client_is_is_never_logged()
    {
        host.Git(2, "ls-remote", host.Url("private.git", "carol:secret"));
        await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/x%0a%1b[31m.git/info/refs?service=git-upload-pack", "Authorization: Basic Y2Fyb2w6c2VjcmV0\r\n"));
        host.Log.Ours.ShouldNotBeEmpty();
        host.Log.All.ShouldAllBe(line => !line.Contains("secret") && !line.Contains("Y2Fyb2w6c2VjcmV0"));
        host.Log.Ours.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    private static Task<HostedGit> StartAsync(Action<GitEndpointOptions>? git = null) => HostedGit.StartAsync(
        options =>
        {
            options.Push = GitHttpAccess.Users;
            options.ReadPolicy = "read";
            options.PushPolicy = "push";
            git?.Invoke(options);
        },
        builder =>
        {
            builder.Services.AddAuthentication(BasicScheme.Name).AddScheme<AuthenticationSchemeOptions, BasicScheme>(BasicScheme.Name, null);
            // Everybody reads what is public; users read the rest, but not what is another's; writers push, and each only to repositories named after them.
            builder.Services.AddAuthorizationBuilder()
                .AddPolicy("read", policy => policy.RequireAssertion(context =>
                    context.Resource is GitAccess { Repository: var name } && (name.EndsWith("public.git", StringComparison.Ordinal) || (context.User.Identity!.IsAuthenticated && !name.EndsWith("hidden.git", StringComparison.Ordinal)))))
                .AddPolicy("push", policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                    context.Resource is GitAccess { Repository: var name } && name.EndsWith(context.User.Identity!.Name + ".git", StringComparison.Ordinal)));
        });

    private static string Undated(string answer) => string.Join('\n', answer.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)));

    private (int Code, string Output, string Error) Try(params string[] arguments) => RealGit.Try(host.Place.Path, "", arguments);
}
