namespace GitProto.Server;

/// <summary>What attribute files say of one path.</summary>
internal sealed class AttributeValues
{
    private readonly Dictionary<ByteString, AttributeState> states = [];

    /// <summary>Nothing.</summary>
    public static AttributeValues None { get; } = new();

    /// <summary>What an attribute is set to.</summary>
    public AttributeState this[ByteString name] => states.GetValueOrDefault(name);

    /// <summary>True if an attribute is set, and to no text.</summary>
    public bool IsTrue(ByteString name) => this[name].Kind == AttributeStateKind.Set;

    /// <summary>Takes the states of a line, the last first; what is there already stays. A macro brings its own.</summary>
    public void Take(IReadOnlyList<KeyValuePair<ByteString, AttributeState>> line, IReadOnlyDictionary<ByteString, AttributeRule> macros)
    {
        var open = new Stack<(IReadOnlyList<KeyValuePair<ByteString, AttributeState>> States, int Next)>([(line, line.Count - 1)]);
        while (open.TryPop(out var place))
        {
            if (place.Next < 0)
                continue;
            open.Push((place.States, place.Next - 1));
            var (name, state) = place.States[place.Next];
            if (states.TryAdd(name, state) && state.Kind == AttributeStateKind.Set && macros.TryGetValue(name, out var macro))
                open.Push((macro.States, macro.States.Count - 1));
        }
    }
}
