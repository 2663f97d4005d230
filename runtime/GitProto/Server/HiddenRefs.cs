using System.Text;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Refs that are hidden by the values of <c>transfer.hideRefs</c> and its like.</summary>
/// <remarks>Source: git-config "transfer.hideRefs"; refs.c ref_is_hidden.</remarks>
public static class HiddenRefs
{
    /// <summary>
    /// Reads values: a ref, or what its name begins with up to a slash. <c>!</c> in front shows it again; <c>^</c> behind that means the name before a namespace is taken off; the
    /// last one that fits counts.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="space">The namespace in which refs are asked for; null for none.</param>
    /// <returns>Says which refs are hidden; null if none is. What it takes to ask does not grow with the number of values.</returns>
    public static Func<RefName, bool>? Parse(IReadOnlyList<string> values, RefNamespace? space = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            return null;
        var rules = new Dictionary<ByteString, (int Place, bool Hides)>(values.Count);
        var full = space is null ? rules : [];
        for (var place = 0; place < values.Count; place++)
        {
            var hides = !values[place].StartsWith('!');
            var text = (hides ? values[place] : values[place][1..]).TrimEnd('/');
            (text.StartsWith('^') ? full : rules)[new ByteString(Encoding.UTF8.GetBytes(text.TrimStart('^')))] = (place, hides);
        }
        if (space is null)
            return name => Last(name.Bytes.Span, rules).Hides;
        return name => Last(name.Bytes.Span, rules) is var within && Last(ByteString.Wrap([.. space.Prefix.Span, .. name.Bytes.Span]).Span, full) is var whole && whole.Place > within.Place ? whole.Hides : within.Hides;
    }

    /// <summary>What any of some rules hides; null if there are none.</summary>
    internal static Func<RefName, bool>? Any(params ReadOnlySpan<Func<RefName, bool>?> rules)
    {
        Func<RefName, bool>? any = null;
        foreach (var rule in rules)
            any = any is { } others && rule is not null ? name => others(name) || rule(name) : any ?? rule;
        return any;
    }

    /// <summary>Which refs outside of a namespace its config hides: only what is said of full names can mean them.</summary>
    internal static Func<RefName, bool>? Outside(FileRepository files, params IReadOnlyList<string> keys) =>
        Parse([.. files.Config.GetAll(keys).Where(value => value.TrimStart('!').StartsWith('^'))]);

    /// <summary>What the config of a repository on disk hides; null for none, and for other repositories.</summary>
    internal static Func<RefName, bool>? Of(IRepository repository, bool useConfig, params IReadOnlyList<string> keys) =>
        useConfig && repository is FileRepository files ? Parse(files.Config.GetAll(keys), files.Namespace) : null;

    /// <summary>The last rule that fits.</summary>
    private static (int Place, bool Hides) Last(ReadOnlySpan<byte> name, Dictionary<ByteString, (int Place, bool Hides)> rules)
    {
        var (place, hides) = (-1, false);
        for (var end = 0; end < name.Length; end++)
        {
            var next = name[(end + 1)..].IndexOf((byte)'/');
            end = next < 0 ? name.Length : end + 1 + next;
            if (rules.TryGetValue(new ByteString(name[..end]), out var rule) && rule.Place > place)
                (place, hides) = rule;
        }
        return (place, hides);
    }
}
