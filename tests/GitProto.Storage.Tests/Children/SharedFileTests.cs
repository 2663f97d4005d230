using System.Runtime.Versioning;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Children;

/// <summary>Who may use the files that are made, under each umask and each <c>core.sharedRepository</c>, beside git.</summary>
[Platform("Linux"), Category("hostile")]
public sealed class SharedFileTests
{
    /// <summary>What the loose object holds.</summary>
    public const string Loose = "loose\n";

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void H26_Files_have_the_modes_that_git_gives_them(
        [Values("077", "022", "002")] string umask, [Values(null, "umask", "false", "group", "true", "all", "0", "1", "2", "0640", "0600", "0666")] string? shared)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(Directory.CreateDirectory(directory.File("source")).FullName, 3);
        var pack = directory.File("pack");
        File.WriteAllBytes(pack, Git.RunBytes(directory.File("source"), "main\n"u8.ToArray(), "pack-objects", "--revs", "-q", "--stdout"));
        var (ours, gits) = (directory.File("ours.git"), directory.File("git.git"));
        foreach (var path in new[] { ours, gits })
        {
            Shell(directory, umask, $"git init -q --bare '{path}'");
            Git.Run(path, "config", "core.logAllRefUpdates", "always");
            Git.Run(path, "config", "receive.unpackLimit", "1");
            if (shared is not null)
                Git.Run(path, "config", "core.sharedRepository", shared);
        }

        Shell(directory, umask, $"'{Child.Executable}' share '{ours}' '{pack}'");
        Shell(directory, umask, $"git -C source push -q '{gits}' main:refs/x/two && cd '{gits}' && id=$(printf 'loose\\n' | git hash-object -w --stdin) && "
            + "git update-ref -m made refs/x/one $id && git update-ref -m made refs/x/two $id && git pack-refs --all && git update-ref -m made refs/x/loose $id && rm -rf hooks branches description info/exclude");

        Modes(ours).ShouldBe(Modes(gits));
        Directory.GetFiles(ours, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Where(name => name!.StartsWith("tmp_", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [TestCase("nobody")]
    [TestCase("0400")]
    [TestCase("0066")]
    [TestCase("0o660")]
    [TestCase("08")]
    public void H26_A_value_that_git_does_not_take_is_refused(string value)
    {
        using var directory = new TempDirectory();
        Git.Run(directory.Path, "init", "-q", "--bare", ".");
        Git.Run(directory.Path, "config", "core.sharedRepository", value);

        Should.Throw<PolicyException>(() => FileRepository.Open(directory.Path)).Message.ShouldContain("core.sharedRepository");
        Git.Try(directory.Path, [], "hash-object", "-w", "/dev/null").Code.ShouldNotBe(0);
    }

    private static void Shell(TempDirectory directory, string umask, string script)
    {
        var (code, output, error) = Child.Run("sh", ["-c", $"umask {umask} && cd '{directory.Path}' && {script}"], new Dictionary<string, string> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" });
        code.ShouldBe(0, output + error);
    }

    [UnsupportedOSPlatform("windows")]
    private static string Modes(string path)
    {
        var text = new StringBuilder();
        foreach (var one in Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(path, one);
            if (name is not ("hooks" or "branches" or "description" or "info/exclude") && !name.StartsWith("hooks/", StringComparison.Ordinal))
                text.Append(Convert.ToString((int)File.GetUnixFileMode(one), 8)).Append(' ').AppendLine(name.StartsWith("objects/pack/", StringComparison.Ordinal) ? "objects/pack/*" + Path.GetExtension(name) : name);
        }
        return text.ToString();
    }
}
