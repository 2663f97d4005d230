using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GitProto.Cli.Tests;

/// <summary><c>gitproto http-backend</c> with the variables and the input of a web server.</summary>
public sealed class HttpBackendCommandTests : IDisposable
{
    private const string Fetch = "application/x-git-upload-pack-request";
    private static readonly byte[] ListRefs = Encoding.ASCII.GetBytes("0014command=ls-refs\n0000");
    private Sample sample = null!;

    [SetUp]
    public void Start() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void The_advertisement_has_the_type_and_the_headers_of_git()
    {
        var answer = Get("/a/info/refs", "service=git-upload-pack");
        answer.Head.ShouldBe(
            ["Expires: Fri, 01 Jan 1980 00:00:00 GMT", "Pragma: no-cache", "Cache-Control: no-cache, max-age=0, must-revalidate", "Content-Type: application/x-git-upload-pack-advertisement"]);
        answer.Body.ShouldStartWith("001e# service=git-upload-pack\n0000");
    }

    [Test]
    public void The_version_comes_by_variable_or_by_header()
    {
        Get("/a/info/refs", "service=git-upload-pack", ("HTTP_GIT_PROTOCOL", "version=2")).Body.ShouldStartWith("000eversion 2\n");
        Get("/a/info/refs", "service=git-upload-pack", ("GIT_PROTOCOL", "version=1")).Body.ShouldContain("version 1");
    }

    [Test]
    public void A_head_request_has_no_body() =>
        Ask("", [("REQUEST_METHOD", "HEAD"), ("PATH_INFO", "/a/info/refs"), ("QUERY_STRING", "service=git-upload-pack")]).Body.ShouldBeEmpty();

    [TestCase("/none/info/refs", "service=git-upload-pack", "404 Not Found")]
    [TestCase("/a/nothing", "", "404 Not Found")]
    [TestCase("/a/info/refs", "service=git-receive-pack", "403 Forbidden")]
    [TestCase("/a/info/refs", "service=git-nothing", "403 Forbidden")]
    [TestCase("/a/info/refs", "", "403 Forbidden")]
    [TestCase("/a/HEAD", "", "403 Forbidden")]
    [TestCase("/a/git-upload-pack", "", "405 Method Not Allowed")]
    public void What_is_not_served_is_refused_as_git_does(string path, string query, string status) => Get(path, query).Status.ShouldBe(status);

    [Category("hostile")]
    [TestCase("/../a/info/refs")]
    [TestCase("/./a/info/refs")]
    [TestCase("//a/info/refs")]
    [TestCase("/a/../a/info/refs")]
    [TestCase("/~root/info/refs")]
    [TestCase("/a\\b/info/refs")]
    public void R15_An_aliased_path_is_not_found(string path) => Get(path, "service=git-upload-pack").Status.ShouldBe("404 Not Found");

    [Category("hostile")]
    [Test]
    public void S30_A_repository_without_the_mark_is_not_found_unless_all_are_exported()
    {
        (string, string?)[] unmarked = [("REQUEST_METHOD", "GET"), ("PATH_INFO", "/a/info/refs"), ("QUERY_STRING", "service=git-upload-pack"), ("GIT_HTTP_EXPORT_ALL", null)];
        Ask("", unmarked).Status.ShouldBe("404 Not Found");
        File.WriteAllText(Path.Join(sample.Repository, ".git", "git-daemon-export-ok"), "");
        Ask("", unmarked).Status.ShouldBe("200");
    }

    [Category("hostile")]
    [Test]
    public void C11_The_config_of_user_and_machine_allows_nothing()
    {
        File.WriteAllText(sample.At("user.config"), "[http]\n\treceivepack = true\n");
        Get("/a/info/refs", "service=git-receive-pack", ("GIT_CONFIG_GLOBAL", sample.At("user.config")), ("GIT_CONFIG_SYSTEM", sample.At("user.config")), ("HOME", sample.Path),
            ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "http.receivepack"), ("GIT_CONFIG_VALUE_0", "true")).Status.ShouldBe("403 Forbidden");
        Run.Git(sample.Repository, "config", "http.receivepack", "true");
        Get("/a/info/refs", "service=git-receive-pack").Status.ShouldBe("200");
    }

    [Test]
    public void A_path_comes_whole_where_there_is_no_root() =>
        Ask("", [("REQUEST_METHOD", "GET"), ("GIT_PROJECT_ROOT", null), ("PATH_TRANSLATED", sample.Repository + "/info/refs"), ("QUERY_STRING", "service=git-upload-pack")]).Status.ShouldBe("200");

    [Test]
    public void Without_a_web_server_it_says_what_is_missing()
    {
        var answer = Ask("", []);
        answer.Status.ShouldBe("500 Internal Server Error");
        answer.Error.ShouldBe("fatal: No REQUEST_METHOD from server\n");
    }

    [Category("hostile")]
    [Test]
    public void S22_A_body_is_read_to_its_length_and_no_further()
    {
        Post(ListRefs, ListRefs.Length).Status.ShouldBe("200");
        Post([.. ListRefs, .. "garbage"u8], ListRefs.Length).Status.ShouldBe("200");
        Post(ListRefs, null).Status.ShouldBe("200");
        Post(ListRefs[..10], ListRefs.Length).Status.ShouldBe("400 Bad Request");
    }

    [Category("hostile")]
    [TestCase("-1")]
    [TestCase("+5")]
    [TestCase("0x5")]
    [TestCase("9223372036854775808")]
    [TestCase("5 ")]
    public void S22_A_length_that_is_no_number_is_refused(string length) =>
        Ask(Encoding.ASCII.GetString(ListRefs), PostOf(("CONTENT_LENGTH", length))).Status.ShouldBe("400 Bad Request");

    [Category("hostile")]
    [Test]
    public void H05_What_lies_outside_the_root_is_not_found()
    {
        Directory.CreateDirectory(sample.At("root/a"));
        Directory.CreateSymbolicLink(sample.At("root/a.git"), sample.Repository);
        Run.Git(sample.Path, "clone", "-q", "--bare", "--shared", sample.Repository, "root/borrows.git");
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "root/own.git");

        Status("/a").ShouldBe("404 Not Found");
        Status("/borrows").ShouldBe("404 Not Found");
        Status("/own").ShouldBe("200");

        string Status(string path) => Get(path + "/info/refs", "service=git-upload-pack", ("GIT_PROJECT_ROOT", sample.At("root"))).Status;
    }

    [TestCase("10", "413 Content Too Large")]
    [TestCase("1k", "200")]
    [TestCase("9223372036854775807", "200")]
    [TestCase("1x", "500 Internal Server Error")]
    public void A_fetch_request_above_the_bound_is_refused(string bound, string status) =>
        Ask(Encoding.ASCII.GetString(ListRefs), PostOf(("GIT_HTTP_MAX_REQUEST_BUFFER", bound))).Status.ShouldBe(status);

    [Test]
    public void A_lone_flush_is_answered_with_nothing()
    {
        var answer = Post("0000"u8.ToArray(), 4);
        answer.Status.ShouldBe("200");
        answer.Body.ShouldBeEmpty();
    }

    private CgiOutcome Get(string path, string query, params (string, string?)[] more) =>
        Ask("", [("REQUEST_METHOD", "GET"), ("PATH_INFO", path), ("QUERY_STRING", query), .. more]);

    private CgiOutcome Post(byte[] body, int? length) =>
        Ask(Encoding.ASCII.GetString(body), PostOf(("CONTENT_LENGTH", length?.ToString(CultureInfo.InvariantCulture))));

    private static (string, string?)[] PostOf(params (string, string?)[] more) =>
        [("REQUEST_METHOD", "POST"), ("PATH_INFO", "/a/git-upload-pack"), ("CONTENT_TYPE", Fetch), ("HTTP_GIT_PROTOCOL", "version=2"), .. more];

    private CgiOutcome Ask(string body, (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(Run.ToolPath, ["http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables.Prepend(("GIT_PROJECT_ROOT", sample.Path)).Prepend(("GIT_HTTP_EXPORT_ALL", "1")).Append(("SERVER_PROTOCOL", "HTTP/1.1")))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(body);
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return new CgiOutcome(process.ExitCode, output.Result, error.Result);
    }
}
