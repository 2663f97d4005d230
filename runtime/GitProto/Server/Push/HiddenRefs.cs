using System.Text;

namespace GitProto.Server;

/// <summary>Refs that are hidden by the values of <c>transfer.hideRefs</c> and its like.</summary>
/// <remarks>Source: git-config "transfer.hideRefs"; refs.c ref_is_hidden.</remarks>
public static class HiddenRefs
{
    /// <summary>Reads values: a ref, or what its name begins with up to a slash. <c>!</c> in front shows it again; the last one that fits counts.</summary>
    /// <returns>Says which refs are hidden; null if none is.</returns>
    public static Func<RefName, bool>? Parse(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            return null;
        var rules = values.Reverse().Select(Rule).ToArray();
        return name => rules.FirstOrDefault(rule => Fits(name.Bytes.Span, rule.Prefix)).Hides;
    }

    private static (byte[] Prefix, bool Hides) Rule(string value)
    {
        var hides = !value.StartsWith('!');
        // What follows ^ is matched before a namespace is taken off; there are no namespaces here.
        var text = (hides ? value : value[1..]).TrimStart('^').TrimEnd('/');
        return (Encoding.UTF8.GetBytes(text), hides);
    }

    private static bool Fits(ReadOnlySpan<byte> name, byte[]? prefix) =>
        prefix is not null && name.StartsWith(prefix) && (name.Length == prefix.Length || name[prefix.Length] == '/');
}
