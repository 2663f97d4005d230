namespace GitProto.Storage;

/// <summary>
/// A part of the refs of a repository that is served as if it were all of them: namespace <c>a/b</c> is what lies in <c>refs/namespaces/a/refs/namespaces/b/</c>, with a HEAD of its
/// own. The objects are shared: who may fetch from one namespace is not kept from objects of another.
/// </summary>
/// <remarks>Source: gitnamespaces.</remarks>
public sealed class RefNamespace
{
    private const int MaxLength = 4095;
    private const int MaxComponent = 255;
    private static readonly ByteString Start = "refs/namespaces/";

    private RefNamespace(string name, ByteString prefix) => (Name, Prefix) = (name, prefix);

    /// <summary>The name, as <c>a/b</c>.</summary>
    public string Name { get; }

    /// <summary>What the full names of its refs begin with, a slash at the end.</summary>
    public ByteString Prefix { get; }

    /// <summary>Reads the name of a namespace, as <c>GIT_NAMESPACE</c> holds it.</summary>
    /// <param name="name">Components between slashes: each what a component of a ref may be, and at most 255 bytes; in all at most 4,095 bytes as the beginning of a ref.</param>
    /// <exception cref="PolicyException">It is none.</exception>
    public static RefNamespace Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxLength)
            throw Bad(name[..64] + "...", $"it is longer than {MaxLength} bytes");
        var bytes = new List<byte>();
        foreach (var component in name.Split('/'))
        {
            ByteString text = component;
            if (text.Length is 0 or > MaxComponent)
                throw Bad(name, text.Length == 0 ? "a component is empty" : $"a component is longer than {MaxComponent} bytes");
            bytes.AddRange([.. Start.Span, .. text.Span, (byte)'/']);
        }
        if (bytes.Count > MaxLength)
            throw Bad(name, $"its refs begin with more than {MaxLength} bytes");
        var prefix = ByteString.Wrap([.. bytes]);
        return RefName.TryParse(new ByteString(prefix.Span[..^1]), out _) ? new RefNamespace(name, prefix) : throw Bad(name, "it is no part of a legal ref");
    }

    /// <summary>The full name of a ref that is in the namespace.</summary>
    /// <exception cref="RefRefusedException">The name would be illegal.</exception>
    public RefName Full(RefName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RefName.Parse(ByteString.Wrap([.. Prefix.Span, .. name.Bytes.Span]));
    }

    /// <summary>The name within the namespace; null for a ref that is not in it.</summary>
    public RefName? Within(RefName full)
    {
        ArgumentNullException.ThrowIfNull(full);
        return full.StartsWith(Prefix.Span) && RefName.TryParse(new ByteString(full.Bytes.Span[Prefix.Length..]), out var name) ? name : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Escape.ForDisplay(Name);

    private static PolicyException Bad(string name, string why) => new($"bad git namespace path \"{Escape.ForDisplay(name)}\": {why}");
}
