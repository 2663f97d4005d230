using System.Text;

namespace GitProto.Storage;

/// <summary>
/// Refs whose names differ in case alone from another's. Where a file system takes the two for one, the file of one would be written over by the other. Directories count as refs do.
/// </summary>
/// <param name="names">The refs that there are.</param>
internal sealed class CaseTwins(IEnumerable<RefName> names)
{
    private readonly Dictionary<string, HashSet<ByteString>> taken = [];
    private bool isFilled;

    /// <summary>Another ref, or a part of the path of one, that differs in case alone; null if there is none.</summary>
    public ByteString? Find(RefName name)
    {
        if (!isFilled)
        {
            isFilled = true;
            foreach (var one in names)
                Add(one);
        }
        foreach (var place in Places(name))
        {
            if (taken.TryGetValue(Fold(place), out var known) && known.FirstOrDefault(other => other != place) is { IsEmpty: false } twin)
                return twin;
        }
        return null;
    }

    /// <summary>Counts a ref in that is about to be made.</summary>
    public void Add(RefName name)
    {
        foreach (var place in Places(name))
        {
            if (!taken.TryGetValue(Fold(place), out var known))
                taken.Add(Fold(place), known = []);
            known.Add(place);
        }
    }

    private static IEnumerable<ByteString> Places(RefName name) => RefNames.Parents(name).Prepend(name.Bytes);

    // What is not UTF-8 has no file; and a letter that two letters fold to is refused once too often, never once too little.
    private static string Fold(ByteString name) => Encoding.UTF8.GetString(name.Span).ToUpperInvariant();
}
