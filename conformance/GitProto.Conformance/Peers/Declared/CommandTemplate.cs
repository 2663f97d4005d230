using System.Text;

namespace GitProto.Conformance.Peers.Declared;

/// <summary>A command with places for words, such as <c>mygit clone {url} {dir}</c>: blanks part its words, quotes hold them together. No shell reads it.</summary>
public sealed class CommandTemplate
{
    private readonly IReadOnlyList<string> words;

    private CommandTemplate(IReadOnlyList<string> words) => this.words = words;

    /// <summary>Reads a command.</summary>
    /// <exception cref="ConformanceException">It has no word, or a quote that is not closed.</exception>
    public static CommandTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        foreach (var letter in text)
        {
            if (letter == quote)
                quote = '\0';
            else if (quote == '\0' && letter is '"' or '\'')
                (quote, isWord) = (letter, true);
            else if (quote != '\0' || !char.IsWhiteSpace(letter))
                (_, isWord) = (word.Append(letter), true);
            else if (isWord)
                (_, isWord) = (Add(), false);
        }
        if (quote != '\0')
            throw new ConformanceException($"A quote is not closed in the command '{Escape.ForDisplay(text)}'.");
        if (isWord)
            Add();
        return words.Count > 0 ? new CommandTemplate(words) : throw new ConformanceException("A command has no word.");

        StringBuilder Add()
        {
            words.Add(word.ToString());
            return word.Clear();
        }
    }

    /// <summary>True if it has a place for something.</summary>
    public bool Has(string place) => words.Any(word => word.Contains($"{{{place}}}", StringComparison.Ordinal));

    /// <summary>The command with its places filled, and more words behind it.</summary>
    public ProgramCall Fill(IReadOnlyDictionary<string, string> places, params IEnumerable<string> more)
    {
        ArgumentNullException.ThrowIfNull(places);
        var filled = words.Select(word => places.Aggregate(word, (text, place) => text.Replace($"{{{place.Key}}}", place.Value, StringComparison.Ordinal))).Concat(more).ToList();
        return new ProgramCall(filled[0], [.. filled.Skip(1)]);
    }
}
