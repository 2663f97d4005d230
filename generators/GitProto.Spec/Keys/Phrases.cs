namespace GitProto.Spec.Keys;

/// <summary>What the phrases of the language look like, as patterns of JSON Schema. They say as much as a pattern can; the readers of the loader say the rest.</summary>
internal static class Phrases
{
    public const string Name = "[a-z0-9]([a-z0-9_-]*[a-z0-9_])?";

    public const string Item = "^(banded +)?(" + Target + "|maybe +" + Target + "|(each|stream) +" + Target + "( +at +least +[1-9][0-9]*)?)( +in +any +order)?$";

    public const string Part = "^(" + Target + "|" + Name + @"\." + Name + ")$";

    public const string Line = "^((" + Plain + ")*(--( .*)?)?|(" + Piece + ")* -- +[^ ].*)$";

    /// <summary>A line that need not say what its fields mean.</summary>
    public const string Pattern = "^(" + Piece + ")*(--( .*)?)?$";

    public const string Place = "^(" + Piece + ")+$";

    /// <summary>Words parted by bars, a loan among them; what has brackets is a pattern.</summary>
    public const string Words = @"^[^ |<\[]+( *\| *[^ |]+)*$|[<\[]";

    public const string Element = "^[^ ]+$";

    public const string Arrow = "^(else +)?" + Name + "( +(with|without) +[^ ]+)?( +(if|unless) +[^ ]+( +and +[^ ]+)*)? +-> +" + Name + "$";

    public const string Rule = "^(client|server|hook|either) +((MUST|SHOULD)( +NOT)?|MAY) +[^ ]";

    private const string Target = Name + "( +or +" + Name + ")*";

    private const string Plain = @"[^<>\[\]\\]|\\([0-3nt\\\[\]<>@]|x[0-9A-Fa-f]{2}|i(?=[A-Za-z]))|\[(?!\])|\]";

    private const string Piece = Plain + "|<" + Name + ">";
}
