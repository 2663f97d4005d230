namespace GitProto.Storage;

/// <summary>One side of a refspec: a name, or a name with one <c>*</c> that stands for any bytes.</summary>
internal sealed class RefPattern
{
    private readonly ByteString prefix;
    private readonly ByteString suffix;

    /// <summary>Takes a text with at most one <c>*</c>.</summary>
    public RefPattern(ByteString text)
    {
        Text = text;
        var star = text.Span.IndexOf((byte)'*');
        IsGlob = star >= 0;
        prefix = IsGlob ? new(text.Span[..star]) : text;
        suffix = IsGlob ? new(text.Span[(star + 1)..]) : default;
    }

    /// <summary>As it was written.</summary>
    public ByteString Text { get; }

    /// <summary>True if there is a <c>*</c>.</summary>
    public bool IsGlob { get; }

    /// <summary>What stands before the <c>*</c>; all of it if there is none.</summary>
    public ByteString Prefix => prefix;

    /// <summary>True if a name fits; then also what the <c>*</c> stands for.</summary>
    public bool TryMatch(ByteString name, out ByteString star)
    {
        star = default;
        if (!IsGlob)
            return name == Text;
        var bytes = name.Span;
        if (bytes.Length < prefix.Length + suffix.Length || !bytes.StartsWith(prefix.Span) || !bytes.EndsWith(suffix.Span))
            return false;
        star = new ByteString(bytes[prefix.Length..^suffix.Length]);
        return true;
    }

    /// <summary>Puts bytes in the place of the <c>*</c>.</summary>
    public ByteString Fill(ByteString star) => IsGlob ? ByteString.Wrap([.. prefix.Span, .. star.Span, .. suffix.Span]) : Text;
}
