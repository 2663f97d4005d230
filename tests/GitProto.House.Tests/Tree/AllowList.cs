namespace GitProto.House.Tests.Tree;

/// <summary>
/// The exceptions to a rule. A line of the file is <c>path what -- reason</c>; a path that ends in a slash is all below it. An exception that nothing needs
/// any more must go.
/// </summary>
internal sealed class AllowList
{
    private readonly string name;
    private readonly List<(string Path, string What)> entries = [];

    private AllowList(string name, IEnumerable<string> lines)
    {
        this.name = name;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var reason = line.IndexOf(" -- ", StringComparison.Ordinal);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            (reason > space && space > 0 && line[(reason + 4)..].Trim().Length > 0).ShouldBeTrue($"{name}: an exception is 'path what -- reason': {line}");
            entries.Add((line[..space], line[space..reason].Trim()));
        }
    }

    /// <summary>The exceptions of a file.</summary>
    public static AllowList Load(string file) => new(file, Repository.Read(file).Split('\n').Select(line => line.TrimEnd()));

    /// <summary>Exceptions written in a test.</summary>
    public static AllowList Of(params string[] lines) => new("a list", lines);

    /// <summary>Fails if something was found that no exception allows, or if an exception allows nothing.</summary>
    public void Check(IEnumerable<Finding> found, string rule)
    {
        var unused = entries.ToHashSet();
        var bad = new List<Finding>();
        foreach (var finding in found)
        {
            var fits = entries.Where(entry => Fits(entry, finding)).ToList();
            unused.ExceptWith(fits);
            if (fits.Count == 0)
                bad.Add(finding);
        }
        string.Join(Environment.NewLine, bad).ShouldBeEmpty($"{rule} (an exception needs a reason in {name})");
        string.Join(Environment.NewLine, unused.Select(entry => $"{entry.Path} {entry.What}")).ShouldBeEmpty($"exceptions in {name} that nothing needs");
    }

    private static bool Fits((string Path, string What) entry, Finding finding) => entry.What == finding.What
        && (entry.Path.EndsWith('/') ? finding.File.StartsWith(entry.Path, StringComparison.Ordinal) : finding.File == entry.Path);
}
