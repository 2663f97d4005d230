using System.Globalization;

namespace GitProto.Examples.Generator.Markdown;

/// <summary>A Markdown page as its sections.</summary>
/// <param name="Path">Its path from the top of the repository.</param>
/// <param name="Sections">The headings in order; the first is what stands before any.</param>
/// <param name="Problems">What is wrong with the page itself, each with its line.</param>
/// <param name="Lines">The page as it stands.</param>
internal sealed record Page(string Path, IReadOnlyList<Section> Sections, IReadOnlyList<string> Problems, IReadOnlyList<string> Lines)
{
    /// <summary>All blocks of all sections.</summary>
    public IEnumerable<Block> Blocks => Sections.SelectMany(section => section.Blocks);

    /// <summary>The running blocks of a section, after those of the sections that it continues.</summary>
    public IReadOnlyList<Block> BlocksOf(int section)
    {
        var first = section;
        while (first > 0 && Sections[first].Continues)
            first--;
        return [.. Sections.Skip(first).Take(section - first + 1).SelectMany(one => one.Blocks).Where(block => block.Runs)];
    }

    /// <summary>Tells one text of the page from another (FNV-1a).</summary>
    public string Fingerprint
    {
        get
        {
            var hash = 14695981039346656037UL;
            foreach (var letter in string.Join("\n", Lines))
                hash = unchecked((hash ^ letter) * 1099511628211UL);
            return hash.ToString("x16", CultureInfo.InvariantCulture);
        }
    }
}
