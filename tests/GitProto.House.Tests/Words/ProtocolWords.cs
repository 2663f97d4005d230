using System.Text;
using GitProto.House.Tests.Tree;
using GitProto.Spec;

namespace GitProto.House.Tests.Words;

/// <summary>The words that only the spec may spell: names of capabilities, and what lines of messages begin with.</summary>
internal sealed class ProtocolWords
{
    private const string Separators = " =:\0";
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> beginnings = new(StringComparer.Ordinal);

    public ProtocolWords(SpecModel spec)
    {
        foreach (var capability in spec.Capabilities)
        {
            words.Add(capability.Id);
            foreach (var place in capability.Offered.Concat(capability.Asked))
                AddLine(place.Pattern);
            foreach (var line in capability.Fields.SelectMany(field => field.Patterns))
                AddLine(line.Pattern);
        }
        foreach (var message in spec.Messages)
        {
            foreach (var line in message.Lines.Concat(message.Fields.SelectMany(field => field.Patterns)))
                AddLine(line.Pattern);
        }
    }

    /// <summary>The words of <c>spec/</c>.</summary>
    public static ProtocolWords OfThisRepository { get; } = new(SpecLoader.Load(Repository.Files
        .Where(file => file.StartsWith("spec/", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal))
        .Select(file => new SpecSource(file, Repository.Read(file)))).Model);

    /// <summary>How many there are.</summary>
    public int Count => words.Count;

    /// <summary>True if a text is one of them, alone or with its separator behind it.</summary>
    public bool Contains(string text) => words.Contains(text) || beginnings.Contains(text);

    /// <summary>True if bytes begin as a line does.</summary>
    public bool BeginLine(string bytes) => words.Contains(bytes.TrimEnd('\n')) || beginnings.Any(beginning => bytes.StartsWith(beginning, StringComparison.Ordinal));

    private void AddLine(LinePattern pattern)
    {
        var literal = Encoding.Latin1.GetString([.. pattern.LeadingLiteral]);
        var end = literal.IndexOfAny([.. Separators]);
        var word = end < 0 ? literal : literal[..end];
        if (word.Length < 2)
            return;
        words.Add(word);
        beginnings.Add(literal);
        if (end >= 0)
            beginnings.Add(literal[..(end + 1)]);
        else if (pattern.Tokens.Count > 1)
            beginnings.Add(word + " ");
    }
}
