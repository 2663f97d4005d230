namespace GitProto.Client;

/// <summary>
/// Cuts what the other side tells a person (band 2) into lines. Only where lines end matters, not how the text was cut into packets. What
/// makes a line longer than <see cref="MaxLineLength"/> bytes is dropped.
/// </summary>
/// <param name="sink">Is given each line.</param>
/// <param name="allowColor">True to let colours through.</param>
public sealed class RemoteText(Action<RemoteLine> sink, bool allowColor = false)
{
    /// <summary>The longest line kept, in bytes.</summary>
    public const int MaxLineLength = 4096;

    private readonly byte[] line = new byte[MaxLineLength];
    private int length;
    private RemoteLine? transient;

    /// <summary>Takes some text.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            Keep(text[..end]);
            EndLine(isTransient: text[end] == '\r');
            text = text[(end + 1)..];
        }
        Keep(text);
    }

    /// <summary>Ends the text: a line without an end is handed on.</summary>
    public void End()
    {
        if (length > 0)
            EndLine(isTransient: false);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        part = part[..Math.Min(part.Length, MaxLineLength - length)];
        part.CopyTo(line.AsSpan(length));
        length += part.Length;
    }

    private void EndLine(bool isTransient)
    {
        // CR LF ends one line: what stood in front of the CR is handed on once more, now to stay.
        var last = length == 0 && !isTransient ? transient : null;
        var found = new RemoteLine(last?.Text ?? TerminalText.Clean(line.AsSpan(0, length), allowColor), isTransient);
        length = 0;
        transient = isTransient ? found : null;
        sink(found);
    }
}
