using System.Runtime.Versioning;
using System.Text;
using GitProto.Transports;

namespace GitProto.Tests;

[CancelAfter(30_000)]
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class ProcessConnectionTests
{
    [TestCase("sh")]
    [TestCase("./sh")]
    [TestCase("bin/sh")]
    [TestCase("")]
    [Category("hostile")]
    public void D09_Only_an_absolute_path_names_a_program(string path) => Refusal.Of<PolicyException>(() => _ = new ProcessCommand(path));

    [Test]
    [Category("hostile")]
    public void D09_NUL_in_an_argument_is_refused() => Refusal.Of<PolicyException>(() => _ = new ProcessCommand("/bin/echo", "a\0b"));

    [Test]
    [Category("hostile")]
    public async Task D09_Arguments_reach_the_program_one_by_one_and_no_shell_reads_them(CancellationToken limit)
    {
        string[] arguments = ["a b", "", "'; id; '", "$(id)", "\"", "\\", "*", "-n", "ü"];
        await using var process = ProcessConnection.Start(new ProcessCommand("/usr/bin/printf", ["%s|", .. arguments]));

        (await ReadAllAsync(process, limit)).ShouldBe(string.Concat(arguments.Select(argument => argument + "|")));
        (await process.WaitForExitAsync(limit)).ShouldBe(0);
    }

    [Test]
    [Category("hostile")]
    public void D09_A_program_is_never_found_in_the_current_directory()
    {
        var directory = Directory.CreateTempSubdirectory("gitproto").FullName;
        var (oldPath, oldDirectory) = (Environment.GetEnvironmentVariable("PATH"), Environment.CurrentDirectory);
        File.WriteAllText(Path.Join(directory, "planted"), "#!/bin/sh\n");
        File.SetUnixFileMode(Path.Join(directory, "planted"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Environment.CurrentDirectory = directory;
            Environment.SetEnvironmentVariable("PATH", ".::" + oldPath);
            ExecutablePath.Find("planted").ShouldBeNull();
            ExecutablePath.Find("./planted").ShouldBeNull();
            ExecutablePath.Find("sh").ShouldNotBeNull().ShouldStartWith("/");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", oldPath);
            Environment.CurrentDirectory = oldDirectory;
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public async Task The_variables_of_one_repository_do_not_reach_the_program(CancellationToken limit)
    {
        var script = "echo \"[$GIT_DIR][$SET]\"";
        var command = new ProcessCommand("/bin/sh", "-c", script) { Environment = new Dictionary<string, string?> { ["SET"] = "yes" } };
        Environment.SetEnvironmentVariable("GIT_DIR", "/elsewhere");
        try
        {
            await using var process = ProcessConnection.Start(command);
            (await ReadAllAsync(process, limit)).ShouldBe("[][yes]\n");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_DIR", null);
        }
    }

    [Test]
    public async Task Standard_error_is_drained_and_its_end_kept(CancellationToken limit)
    {
        var script = "i=0; while [ $i -lt 20000 ]; do echo noise >&2; i=$((i+1)); done; echo last words >&2; exit 7";
        await using var process = ProcessConnection.Start(new ProcessCommand("/bin/sh", "-c", script));

        (await process.WaitForExitAsync(limit)).ShouldBe(7);
        process.ErrorText.Length.ShouldBe(ProcessConnection.MaxErrorLength);
        process.ErrorText.ToString().ShouldEndWith("noise\nlast words\n");
    }

    [Test]
    public async Task Closing_the_output_is_the_end_of_input_for_the_program(CancellationToken limit)
    {
        await using var process = ProcessConnection.Start(new ProcessCommand("/bin/cat"));
        await process.Output.WriteAsync("through"u8.ToArray(), limit);
        await process.CloseWriteAsync(limit);

        (await ReadAllAsync(process, limit)).ShouldBe("through");
        (await process.WaitForExitAsync(limit)).ShouldBe(0);
    }

    [Test]
    public async Task Disposing_kills_a_program_that_still_runs()
    {
        var process = ProcessConnection.Start(new ProcessCommand("/bin/sleep", "600"));
        var id = process.Id;
        await process.DisposeAsync();

        Directory.Exists($"/proc/{id}").ShouldBeFalse();
    }

    [Test]
    public void A_program_that_does_not_exist_is_an_io_error() =>
        Refusal.Of<IOException>(() => ProcessConnection.Start(new ProcessCommand("/nowhere/at\u001ball")));

    private static async Task<string> ReadAllAsync(GitConnection connection, CancellationToken limit)
    {
        using var bytes = new MemoryStream();
        await connection.Input.CopyToAsync(bytes, limit);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
