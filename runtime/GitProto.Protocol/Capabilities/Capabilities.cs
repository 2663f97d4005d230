namespace GitProto.Protocol;

/// <summary>
/// The capability words of one side, in the order they came. Words that the spec does not know are kept. Features of a v2 command
/// count as words of their own. Typed readers (<c>TryGetAgent</c>, ...) are generated, one for each capability.
/// </summary>
public sealed partial class Capabilities
{
    private readonly ulong[] known;
    private readonly WireSpec spec;

    private Capabilities(int place, bool asked, IReadOnlyList<ByteString> words, WireSpec? spec)
    {
        this.spec = spec ?? ProtocolSpec.Instance;
        Place = place;
        IsAsked = asked;
        Words = words;
        known = new ulong[(this.spec.CapabilityCount + 63) / 64];
        foreach (var word in words)
            Note(place, word.Span);
    }

    /// <summary>No words.</summary>
    public static Capabilities None { get; } = new(0, false, [], null);

    /// <summary>The service and version that the words belong to.</summary>
    public int Place { get; }

    /// <summary>True for a client's wishes, false for a server's offer.</summary>
    public bool IsAsked { get; }

    /// <summary>The words as they came.</summary>
    public IReadOnlyList<ByteString> Words { get; }

    /// <summary>The words that the spec does not know.</summary>
    public IEnumerable<ByteString> Others => Words.Where(word => spec.Identify(Place, IsAsked, word.Span) == 0);

    /// <summary>True if a capability is among the words, or is a feature of one.</summary>
    public bool Has(CapabilityId capability) => Has((int)capability);

    /// <summary>The same by its number.</summary>
    internal bool Has(int capability) => capability >> 6 < known.Length && (known[capability >> 6] & (1UL << (capability & 63))) != 0;

    /// <summary>Takes words.</summary>
    public static Capabilities From(int place, bool asked, IReadOnlyList<ByteString> words, WireSpec? spec = null) => new(place, asked, words, spec);

    /// <summary>Takes words apart at spaces; empty ones are nothing.</summary>
    public static Capabilities Parse(int place, bool asked, ReadOnlySpan<byte> text, WireSpec? spec = null) => new(place, asked, Split(text), spec);

    /// <summary>These words and some more.</summary>
    public Capabilities Add(IEnumerable<ByteString> words) => new(Place, IsAsked, [.. Words, .. words], spec);

    /// <summary>The words with spaces between them.</summary>
    public override string ToString() => string.Join(' ', Words.Select(word => word.ToDisplayString()));

    /// <summary>The words as bytes, with spaces between them.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        foreach (var word in Words)
        {
            if (bytes.Count > 0)
                bytes.Add((byte)' ');
            bytes.AddRange(word.Span);
        }
        return [.. bytes];
    }

    internal static List<ByteString> Split(ReadOnlySpan<byte> text)
    {
        var words = new List<ByteString>();
        foreach (var range in text.Split((byte)' '))
        {
            if (!text[range].IsEmpty)
                words.Add(new ByteString(text[range]));
        }
        return words;
    }

    /// <summary>The words at which a capability is offered or asked: this list, or the features of a command in it.</summary>
    public IEnumerable<(int Place, ByteString Word)> Find(int capability)
    {
        foreach (var word in Words)
        {
            var id = spec.Identify(Place, IsAsked, word.Span);
            if (id == capability)
                yield return (Place, word);
            if (spec.FeaturesOf(id) is not (> 0 and var features))
                continue;
            foreach (var feature in Split(Value(word.Span)))
            {
                if (spec.Identify(features, IsAsked, feature.Span) == capability)
                    yield return (features, feature);
            }
        }
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> word)
    {
        var equals = word.IndexOf((byte)'=');
        return equals < 0 ? default : word[(equals + 1)..];
    }

    private void Note(int place, ReadOnlySpan<byte> word)
    {
        var id = spec.Identify(place, IsAsked, word);
        known[id >> 6] |= 1UL << (id & 63);
        if (spec.FeaturesOf(id) is not (> 0 and var features))
            return;
        foreach (var feature in Split(Value(word)))
            Note(features, feature.Span);
    }
}
