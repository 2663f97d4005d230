namespace GitProto.Examples.Generator.Markdown;

/// <summary>Reads the headings, fences and comments of a page. Everything else is prose.</summary>
internal sealed class PageReader
{
    private const string Ticks = "```";
    private readonly List<Section> sections;
    private readonly List<string> problems = [];
    private readonly string[] lines;
    private Directives wishes = Directives.None;
    private int at;

    private PageReader(string path, string text)
    {
        lines = text.Replace("\r\n", "\n").Split('\n');
        sections = [new Section(System.IO.Path.GetFileName(path), 1)];
    }

    /// <summary>Reads a page; what is wrong with it becomes its problems.</summary>
    public static Page Read(string path, string text)
    {
        var reader = new PageReader(path, text);
        reader.ReadLines();
        return new Page(path, reader.sections, reader.problems, reader.lines);
    }

    private void ReadLines()
    {
        while (at < lines.Length)
        {
            var line = lines[at++];
            if (line.TrimStart().StartsWith(Ticks, StringComparison.Ordinal))
                ReadFence(line);
            else if (IsHeading(line))
                StartSection(line);
            else if (wishes.With(line) is { } more)
                Wish(more);
            else if (line.Trim().Length > 0)
                wishes = Directives.None;
        }
    }

    private static bool IsHeading(string line)
    {
        var level = line.TakeWhile(letter => letter == '#').Count();
        return level is > 0 and <= 6 && line.Length > level && line[level] == ' ';
    }

    private void StartSection(string line)
    {
        sections.Add(new Section(line.TrimStart('#').Trim(), at));
        wishes = Directives.None;
    }

    private void Wish(Directives more)
    {
        wishes = more;
        if (more.Continues)
            sections[sections.Count - 1].Continues = true;
    }

    private void ReadFence(string opening)
    {
        var indent = opening.Substring(0, opening.Length - opening.TrimStart().Length);
        var info = opening.Trim().TrimStart('`');
        var ticks = new string('`', opening.Trim().Length - info.Length);
        var start = at;
        while (at < lines.Length && lines[at].Trim() != ticks)
            at++;
        if (at == lines.Length)
            problems.Add($"{start}: the block that begins here does not end");
        Place(info.Trim().Split(' ')[0], new Fence(start, indent, [.. lines.Skip(start).Take(at - start)]));
        at++;
        wishes = Directives.None;
    }

    private void Place(string language, Fence fence)
    {
        var blocks = sections[sections.Count - 1].Blocks;
        if (language == "csharp")
            blocks.Add(new Block(BlockKind.CSharp, fence, wishes));
        else if (language == "console")
            blocks.Add(new Block(BlockKind.Console, fence, wishes));
        else if (language == "output" && blocks.LastOrDefault() is { Kind: BlockKind.CSharp, Output: null } block)
            block.Output = fence;
        else if (language == "output")
            problems.Add($"{fence.Line}: this output belongs to no block of C#");
    }
}
