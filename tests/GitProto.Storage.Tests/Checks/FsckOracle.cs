using System.Text.RegularExpressions;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks;

/// <summary>What <c>git fsck --strict</c> says of objects, and what we say, in the same words.</summary>
internal sealed partial class FsckOracle : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;

    public FsckOracle()
    {
        Git.Run(directory.Path, "init", "-q", "--bare");
        repository = FileRepository.Open(directory.Path);
    }

    public IObjectStore Objects => repository.Objects;

    /// <summary>Git's findings by object. An object that it cannot parse at all has the finding <c>unparsed</c>.</summary>
    public Dictionary<ObjectId, SortedSet<string>> AskGit()
    {
        var found = new Dictionary<ObjectId, SortedSet<string>>();
        var (_, output, error) = Git.Try(directory.Path, [], "fsck", "--strict", "--no-dangling", "--no-progress");
        foreach (var line in (System.Text.Encoding.UTF8.GetString(output) + error).Split('\n'))
        {
            if (Finding().Match(line) is { Success: true } told)
                Add(found, told.Groups[2].Value, $"{told.Groups[1].Value} {told.Groups[3].Value}");
            else if (Unparsed().Match(line) is { Success: true } unparsed)
                Add(found, unparsed.Groups[1].Value, "unparsed");
        }
        return found;
    }

    /// <summary>Our findings by object.</summary>
    public Dictionary<ObjectId, SortedSet<string>> AskUs(IEnumerable<(ObjectId Id, ObjectType Type, byte[] Content)> objects)
    {
        var found = new Dictionary<ObjectId, SortedSet<string>>();
        var checker = new ObjectChecker(ObjectFormat.Sha1, FsckOptions.StrictDefault with
        {
            Report = message => Add(found, message.Object.ToString(), $"{(message.IsError ? "error" : "warning")} {message.Id.Name()}: {Comparable(message.Text)}"),
        });
        foreach (var (id, type, content) in objects)
            checker.Check(id, type, content);
        checker.CheckNamedBlobs(Objects);
        return found;
    }

    /// <summary>Stores objects and compares what both say of each.</summary>
    /// <returns>Where they differ.</returns>
    public List<string> Compare(IEnumerable<(ObjectType Type, byte[] Content)> objects)
    {
        var stored = objects.Select(made => (Id: Objects.Write(made.Type, made.Content), made.Type, made.Content)).DistinctBy(made => made.Id).ToList();
        var (git, ours) = (AskGit(), AskUs(stored));
        var differences = new List<string>();
        foreach (var (id, type, content) in stored)
        {
            var theirs = git.GetValueOrDefault(id) ?? [];
            var own = ours.GetValueOrDefault(id) ?? [];
            own.RemoveWhere(finding => finding.Contains(FsckId.GitmodulesCarriageReturn.Name(), StringComparison.Ordinal));
            if (theirs.Contains("unparsed") ? !own.Any(finding => finding.StartsWith("error", StringComparison.Ordinal)) : !theirs.SetEquals(own))
                differences.Add($"{type} {id} '{Escape.ForDisplay(content)}': git says [{string.Join("; ", theirs)}], we say [{string.Join("; ", own)}]");
        }
        return differences;
    }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [GeneratedRegex("^(error|warning) in [a-z]+ ([0-9a-f]{40}): ([A-Za-z0-9]+: .*)$")]
    private static partial Regex Finding();

    [GeneratedRegex("^error: ([0-9a-f]{40}): object (?:could not be parsed|corrupt or missing)")]
    private static partial Regex Unparsed();

    [GeneratedRegex("(disallowed submodule [a-z ]+|invalid 'tag' name):.*$", RegexOptions.Singleline)]
    private static partial Regex Quoting();

    private static void Add(Dictionary<ObjectId, SortedSet<string>> found, string id, string finding)
    {
        var key = ObjectId.Parse(id);
        if (!found.TryGetValue(key, out var findings))
            found.Add(key, findings = new(StringComparer.Ordinal));
        findings.Add(finding == "unparsed" ? finding : Comparable(finding));
    }

    // What is quoted from an object is escaped by us and not by git.
    private static string Comparable(string text) => Quoting().Replace(text, "$1");
}
