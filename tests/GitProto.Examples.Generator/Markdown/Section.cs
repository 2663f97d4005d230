namespace GitProto.Examples.Generator.Markdown;

/// <summary>A heading and the blocks under it, up to the next heading: one test case.</summary>
internal sealed class Section(string title, int line)
{
    public string Title { get; } = title;

    /// <summary>The line of the heading, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>True if the blocks need what the section before has left: it then runs first, in the same scope.</summary>
    public bool Continues { get; set; }

    public List<Block> Blocks { get; } = [];
}
