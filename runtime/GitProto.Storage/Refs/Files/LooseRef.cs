namespace GitProto.Storage;

/// <summary>The content of a ref's own file: an id, or <c>ref: NAME</c>.</summary>
internal static class LooseRef
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxLength = 4096;

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="RefRefusedException">It is neither form, or leads outside <c>refs/</c>. What it holds is not repeated.</exception>
    public static RefValue Parse(RefName name, ReadOnlySpan<byte> content, ObjectFormat format)
    {
        if (content.StartsWith("ref:"u8))
        {
            var link = Trim(content["ref:".Length..]);
            return TryLink(link, out var target) ? RefValue.Symbolic(target!) : throw new RefRefusedException(name.Bytes, "it points to something that is no ref");
        }
        var width = format.HexLength();
        if (content.Length >= width && (content.Length == width || IsSpace(content[width])) && ObjectId.TryParse(content[..width], format, out var id))
            return RefValue.Direct(id);
        throw new RefRefusedException(name.Bytes, "its file holds neither an object id nor the name of a ref");
    }

    /// <summary>Reads the name of a ref that another may point to: below <c>refs/</c>, and never HEAD.</summary>
    public static bool TryLink(ReadOnlySpan<byte> text, out RefName? target) =>
        RefName.TryParse(new ByteString(text), out target) && !target.IsHead;

    /// <summary>Writes the content of a file.</summary>
    public static byte[] Format(RefUpdate update) => update.SymbolicTarget is { } link
        ? [.. "ref: "u8, .. link.Bytes.Span, (byte)'\n']
        : [.. System.Text.Encoding.ASCII.GetBytes(update.Target!.Value.ToString()), (byte)'\n'];

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\n\r\v\f"u8);

    private static bool IsSpace(byte c) => c is (byte)' ' or >= 9 and <= 13;
}
