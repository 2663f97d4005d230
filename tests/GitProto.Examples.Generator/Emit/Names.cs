using System.Text;

namespace GitProto.Examples.Generator.Emit;

/// <summary>C# names for pages and headings.</summary>
internal static class Names
{
    private const string PagesFolder = "/pages/";

    /// <summary>The fixture of a page: <c>pages/fetch/raw-pack.md</c> is <c>FetchRawPack</c>.</summary>
    public static string Fixture(string path)
    {
        var folder = path.IndexOf(PagesFolder, StringComparison.Ordinal);
        var name = folder < 0 ? path : path.Substring(folder + PagesFolder.Length);
        var words = Words(name.EndsWith(".md", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) : name);
        return Legal(string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))));
    }

    /// <summary>The case of a heading, told apart from those of the same name.</summary>
    public static string Case(string title, ISet<string> taken)
    {
        var name = Legal(string.Join("_", Words(title)));
        var unique = name;
        for (var n = 2; !taken.Add(unique); n++)
            unique = $"{name}_{n}";
        return unique;
    }

    private static string Legal(string name) => name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;

    private static string[] Words(string text)
    {
        var letters = new StringBuilder();
        foreach (var letter in text)
            letters.Append(letter < 0x80 && char.IsLetterOrDigit(letter) ? letter : ' ');
        return letters.ToString().Split([' '], StringSplitOptions.RemoveEmptyEntries);
    }
}
