using System.Diagnostics;
using System.Runtime.Versioning;
using GitProto.Client;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What ssh is told: word for word what git tells it.</summary>
[CancelAfter(240_000)]
[UnsupportedOSPlatform("windows")]
public sealed class SshCommandTests : IDisposable
{
    private readonly FakeSsh ssh = new();

    public void Dispose() => ssh.Dispose();

    [TestCase("ssh", "ssh://host/srv/a.git")]
    [TestCase("ssh", "ssh://user@host:2222/srv/a.git")]
    [TestCase("ssh", "ssh://host/~user/a.git")]
    [TestCase("ssh", "user@host:a.git")]
    [TestCase("ssh", "host:/srv/it's here!/a.git")]
    [TestCase("ssh", "git+ssh://host/a b/$(x)`y`.git")]
    [TestCase("ssh", "ssh://[::1]:22/a.git")]
    [TestCase("plink", "ssh://user@host:2222/a.git")]
    [TestCase("tortoiseplink", "ssh://user@host:2222/a.git")]
    [TestCase("other", "ssh://user@host/a.git")]
    public async Task Ssh_is_told_what_git_tells_it(string program, string url)
    {
        foreach (var version in new[] { 0, 1, 2 })
        {
            var path = ssh.Make(program);
            RealGitWith(("GIT_SSH", path), "-c", $"protocol.version={version}", "ls-remote", url);
            var theirs = ssh.Take();

            await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync(url, Options(path, version)).AsTask());

            ssh.Take().ShouldBe(theirs);
        }
    }

    [TestCase("auto")]
    [TestCase("ssh")]
    [TestCase("simple")]
    [TestCase("plink")]
    [TestCase("putty")]
    [TestCase("tortoiseplink")]
    public async Task A_variant_that_is_named_counts_as_with_git(string word)
    {
        var path = ssh.Make("any");
        RealGitWith(("GIT_SSH", path), "-c", $"ssh.variant={word}", "ls-remote", "ssh://host/a.git");
        var theirs = ssh.Take();
        var options = Options(path, 2);

        await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync(
            "ssh://host/a.git", options with { Ssh = options.Ssh with { Variant = Enum.Parse<SshVariant>(word, ignoreCase: true) } }).AsTask());

        ssh.Take().ShouldBe(theirs);
    }

    [Test]
    public async Task A_command_line_is_read_by_the_shell_as_with_git()
    {
        var path = ssh.Make("ssh");
        var command = $"'{path}' -F '/dev/null' -o \"A B\"";
        RealGitWith(("GIT_SSH_COMMAND", command), "ls-remote", "ssh://host:99/it's");
        var theirs = ssh.Take();

        await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync("ssh://host:99/it's", new GitClientOptions { Ssh = new SshOptions { Command = command } }).AsTask());

        ssh.Take().ShouldBe(theirs);
        theirs.ShouldContain("A B");
    }

    [TestCase(SshAddresses.IPv4, "-4")]
    [TestCase(SshAddresses.IPv6, "-6")]
    public async Task Addresses_can_be_chosen(SshAddresses addresses, string option)
    {
        var options = Options(ssh.Make("ssh"), 0);

        await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync("ssh://host/a", options with { Ssh = options.Ssh with { Addresses = addresses } }).AsTask());

        ssh.Take()[0].ShouldBe(option);
    }

    [Test]
    public async Task A_program_without_options_is_not_told_a_port()
    {
        var options = Options(ssh.Make("other"), 0);
        options = options with { Ssh = options.Ssh with { Variant = SshVariant.Simple } };

        (await Refusal.OfAsync<PolicyException>(() => GitClient.ConnectAsync("ssh://host:99/a", options).AsTask())).Message.ShouldContain("'simple' does not support setting port");
        (await Refusal.OfAsync<PolicyException>(() => GitClient.ConnectAsync("ssh://host/a", options with { Ssh = options.Ssh with { Addresses = SshAddresses.IPv4 } }).AsTask()))
            .Message.ShouldContain("-4");
        ssh.Take().ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task S08_A_planted_ssh_in_the_current_directory_is_not_run()
    {
        ssh.Make("ssh");
        foreach (var named in new[] { "./ssh", "planted/ssh", "" })
        {
            var options = new GitClientOptions { Ssh = new SshOptions { Program = named } };
            await Should.ThrowAsync<Exception>(() => GitClient.ConnectAsync("ssh://host/a", options).AsTask());
        }
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = ssh.Path;
        try
        {
            await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync("ssh://127.0.0.1:1/a").AsTask());
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
        ssh.Take().ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task S01_What_begins_with_a_dash_runs_no_ssh()
    {
        var options = Options(ssh.Make("ssh"), 0);
        foreach (var url in new[] { "ssh://-oProxyCommand=x/y", "ssh://-Ffile@h/y", "-x:p", "ssh://h:-1/p", "ssh://%2doX/y", "h:-x", "ssh://h@-x/y", "-oX@h:p", "[-x]:p" })
            await Should.ThrowAsync<GitProtoException>(() => GitClient.ConnectAsync(url, options).AsTask(), url);
        ssh.Take().ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task S10_A_line_break_in_a_url_of_ssh_runs_no_ssh()
    {
        var options = Options(ssh.Make("ssh"), 0);
        foreach (var url in new[] { "ssh://h/%0aid", "ssh://h%0a/x", "h:a\nb", "ssh://h/%00", "ssh://u%0d@h/x" })
            await Refusal.OfAsync<InvalidUrlException>(() => GitClient.ConnectAsync(url, options).AsTask());
        ssh.Take().ShouldBeEmpty();
    }

    [TestCase("a'; id; '")]
    [TestCase("!")]
    [TestCase("a!b'c!'")]
    [TestCase("$(x)`y`")]
    [TestCase(" ")]
    [TestCase("\"\\")]
    [TestCase("é\u2028")]
    [Category("hostile")]
    public async Task S02_A_path_is_quoted_as_git_quotes_it(string path)
    {
        var program = ssh.Make("ssh");
        RealGitWith(("GIT_SSH", program), "ls-remote", "host:" + path);
        var theirs = ssh.Take();

        await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync("host:" + path, Options(program, 2)).AsTask());

        ssh.Take().ShouldBe(theirs);
        theirs[^2].ShouldBe("git-upload-pack " + ShellQuote.Wrap(path));
    }

    [Test]
    [Category("hostile")]
    public void S02_A_quoted_text_of_any_length_comes_out_of_its_quotes_unchanged()
    {
        foreach (var length in new[] { 0, 1, 2, 100, 4095, 4096, 65_536, 70_000 })
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(number => "a'!\\ $\"\n"[number % 8]));
            var quoted = ShellQuote.Wrap(text);

            ShellQuote.Unwrap(quoted).ShouldBe(text);
            ShellQuote.Unwrap(quoted + " ").ShouldBeNull();
            ShellQuote.Unwrap(quoted[..^1]).ShouldBeNull();
        }
        ShellQuote.Unwrap("'a'b'c'").ShouldBeNull();
        ShellQuote.Unwrap("'a' 'b'").ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public async Task W19_An_ssh_that_says_nothing_times_out_and_is_ended()
    {
        var options = Options(ssh.Make("ssh", "exec sleep 600"), 2) with { Timeouts = new GitTimeouts { Think = TimeSpan.FromMilliseconds(300) } };
        var children = ChildProcesses.List();

        await Refusal.OfAsync<GitTimeoutException>(() => GitClient.ConnectAsync("ssh://host/a", options).AsTask());

        ChildProcesses.List().Except(children).ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task W19_A_cancelled_ssh_is_ended_within_a_second()
    {
        var options = Options(ssh.Make("ssh", "exec sleep 600"), 2);
        var children = ChildProcesses.List();
        using var cancel = new CancellationTokenSource();
        var connecting = GitClient.ConnectAsync("ssh://host/a", options, cancel.Token).AsTask();
        await Task.Delay(300);
        var time = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => connecting);

        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)));
        ChildProcesses.List().Except(children).ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task W10_An_ssh_that_ends_at_once_is_an_error_with_its_words()
    {
        var options = Options(ssh.Make("ssh", "echo 'Host key verification failed.' >&2; exit 255"), 2);

        (await Refusal.OfAsync<IOException>(async () =>
        {
            try
            {
                await GitClient.ConnectAsync("ssh://host/a", options);
            }
            catch (EndOfStreamException e)
            {
                throw new IOException(e.Message, e);
            }
        })).Message.ShouldContain("Host key verification failed.");
    }

    private static GitClientOptions Options(string program, int version) => new() { Protocol = version, Ssh = new SshOptions { Program = program } };

    /// <summary>Runs git with one variable; what it answers does not matter.</summary>
    private static void RealGitWith((string Name, string Value) variable, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment[variable.Name] = variable.Value;
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }
}
