using System.Globalization;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks.Whole;

/// <summary>A repository that both sides check: what each lists, sorted, and its exit code.</summary>
internal sealed class CheckedRepository : IDisposable
{
    private readonly TempDirectory directory = new();

    public CheckedRepository(string format = "sha1", bool bare = false)
    {
        IsBare = bare;
        Run(["init", "-q", "-b", "main", $"--object-format={format}", .. bare ? new[] { "--bare" } : []]);
    }

    public bool IsBare { get; }

    public string Path => directory.Path;

    public string GitDirectory => IsBare ? Path : System.IO.Path.Join(Path, ".git");

    public string Run(params string[] arguments) => Git.Run(Path, arguments);

    /// <summary>Three commits with directories, a branch behind, and tags of both kinds.</summary>
    public CheckedRepository WithHistory()
    {
        for (var number = 1; number <= 3; number++)
            Commit(number.ToString(CultureInfo.InvariantCulture));
        Run("tag", "-a", "-m", "t", "v1");
        Run("tag", "l1");
        Run("branch", "behind", "HEAD~1");
        return this;
    }

    public void Commit(string text)
    {
        if (IsBare)
        {
            var tree = Tree([("100644", "file", Store("blob", text + "\n"))]);
            var commit = Run(["commit-tree", tree, "-m", text, .. Git.Try(Path, [], "rev-parse", "-q", "--verify", "HEAD").Code == 0 ? new[] { "-p", "HEAD" } : []]);
            Run("update-ref", "HEAD", commit);
            return;
        }
        Directory.CreateDirectory(System.IO.Path.Join(Path, "d", "e"));
        File.WriteAllText(System.IO.Path.Join(Path, "f" + text), text + " in f\n");
        File.WriteAllText(System.IO.Path.Join(Path, "d", "e", "g" + text), text + " in g\n");
        Run("add", ".");
        Run("commit", "-q", "-m", text);
    }

    /// <summary>Stores an object, whatever its bytes are.</summary>
    public string Store(string type, string content) => Store(type, Encoding.Latin1.GetBytes(content));

    public string Store(string type, byte[] content) =>
        Encoding.ASCII.GetString(Git.RunBytes(Path, content, "hash-object", "-t", type, "--literally", "-w", "--stdin")).TrimEnd();

    public string Tree(IEnumerable<(string Mode, string Name, string Id)> entries)
    {
        using var content = new MemoryStream();
        foreach (var (mode, name, id) in entries)
            content.Write([.. Encoding.Latin1.GetBytes($"{mode} {name}\0"), .. Convert.FromHexString(id)]);
        return Store("tree", content.ToArray());
    }

    public string FileOf(string revision)
    {
        var id = Run("rev-parse", revision);
        var path = System.IO.Path.Join(GitDirectory, "objects", id[..2], id[2..]);
        return Writable(path);
    }

    public string PackFile(string extension)
    {
        var path = Directory.GetFiles(System.IO.Path.Join(GitDirectory, "objects", "pack"), "*" + extension).ShouldHaveSingleItem();
        return Writable(path);
    }

    private static string Writable(string path)
    {
        File.SetAttributes(path, FileAttributes.Normal);
        return path;
    }

    public void Write(string name, string content)
    {
        var path = System.IO.Path.Join(GitDirectory, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public (int Code, string Listed) AskGit(params string[] arguments)
    {
        var (code, output, error) = Git.Try(Path, [], ["fsck", "--no-progress", .. arguments]);
        GitError = error;
        return (code, Sorted(Encoding.UTF8.GetString(output)));
    }

    /// <summary>What git said on its standard error the last time.</summary>
    public string GitError { get; private set; } = "";

    public async Task<(int Code, string Listed, string Complaints)> AskUsAsync(RepositoryCheckOptions? options = null)
    {
        var (listed, complaints) = (new StringBuilder(), new StringBuilder());
        using var repository = FileRepository.Open(Path);
        options ??= RepositoryCheckOptions.Default;
        var flaws = await RepositoryCheck.RunAsync(repository, options with { Report = finding => (finding.IsListed ? listed : complaints).Append(finding.Text).Append('\n') });
        return ((int)flaws, Sorted(listed.ToString()), complaints.ToString());
    }

    /// <summary>Lets both check it: what is listed and the exit code have to be the same.</summary>
    public async Task<string> CompareAsync(RepositoryCheckOptions? options = null, params string[] arguments)
    {
        var (code, listed) = AskGit(arguments);
        var ours = await AskUsAsync(options);
        ours.Listed.ShouldBe(listed, $"git: {GitError}\nours: {ours.Complaints}");
        ours.Code.ShouldBe(code, $"git: {GitError}\nours: {ours.Complaints}");
        return ours.Complaints;
    }

    public void Dispose() => directory.Dispose();

    // A broken link is told in two lines, which stay together.
    private static string Sorted(string output) =>
        string.Join('\n', output.Replace("\n              to", " to", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
