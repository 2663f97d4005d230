namespace GitProto;

/// <summary>
/// The rules of <c>git check-ref-format</c>; that a peer may name only <c>HEAD</c> and what lies under <c>refs/</c>; and that no component turns
/// into an illegal one on a file system that drops characters.
/// </summary>
public static class RefFormat
{
    /// <summary>The longest name taken, in bytes.</summary>
    public const int MaxLength = 4096;

    /// <summary>Says why a name is illegal.</summary>
    /// <returns>Null if the name is legal.</returns>
    public static string? Check(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("HEAD"u8))
            return null;
        if (!name.StartsWith("refs/"u8))
            return "it does not begin with refs/";
        return CheckComponents(name);
    }

    /// <summary>Says why a name of at least two components is illegal, wherever it begins.</summary>
    public static string? CheckComponents(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength)
            return $"it is longer than {MaxLength} bytes";
        if (name.IndexOf((byte)'/') < 0)
            return "it has one component only";
        if (name[^1] == '.')
            return "it ends with a dot";
        foreach (var range in name.Split((byte)'/'))
        {
            if (CheckComponent(name[range]) is { } reason)
                return reason;
        }
        return null;
    }

    private static string? CheckComponent(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
            return "it has an empty component";
        if (part[0] == '.')
            return "a component begins with a dot";
        // Not git's: HFS+ drops such characters from file names, so ". ." with one between could be opened as "..".
        if (InvisibleText.TryStrip(part, out var visible) && (visible.IsEmpty || CheckComponent(visible) is not null))
            return "a component is illegal once its invisible characters are dropped";
        if (part.EndsWith(".lock"u8))
            return "a component ends with .lock";
        if (part.IndexOf(".."u8) >= 0)
            return "it contains two dots in a row";
        if (part.IndexOf("@{"u8) >= 0)
            return "it contains @{";
        foreach (var b in part)
        {
            if (b is < 0x20 or 0x7f)
                return "it contains a control character";
            if (b is (byte)' ' or (byte)'~' or (byte)'^' or (byte)':' or (byte)'?' or (byte)'*' or (byte)'[' or (byte)'\\')
                return $"it contains '{(char)b}'";
        }
        return null;
    }
}
