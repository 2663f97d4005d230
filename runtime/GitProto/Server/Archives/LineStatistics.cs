namespace GitProto.Server;

/// <summary>Counts what tells text from other bytes, as git does.</summary>
/// <remarks>Source: convert.c gather_stats, convert_is_binary.</remarks>
internal readonly struct LineStatistics
{
    private readonly int lf;
    private readonly int cr;
    private readonly int crlf;
    private readonly int nul;
    private readonly int printable;
    private readonly int other;

    /// <summary>Counts.</summary>
    public LineStatistics(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            switch (content[i])
            {
                case (byte)'\r' when i + 1 < content.Length && content[i + 1] == '\n':
                    crlf++;
                    i++;
                    break;
                case (byte)'\r':
                    cr++;
                    break;
                case (byte)'\n':
                    lf++;
                    break;
                case 0:
                    nul++;
                    other++;
                    break;
                case 8 or 9 or 12 or 27:
                    printable++;
                    break;
                case < 32 or 127:
                    other++;
                    break;
                default:
                    printable++;
                    break;
            }
        }
        // The end-of-file mark of old systems.
        if (content.EndsWith("\x1a"u8))
            other--;
    }

    /// <summary>True if LF has to become CRLF.</summary>
    /// <param name="onlyIfText">True to leave alone what does not look like text, or has such ends already.</param>
    public bool NeedsCrlf(bool onlyIfText) => lf > 0 && (!onlyIfText || (cr == 0 && crlf == 0 && nul == 0 && printable >> 7 >= other));
}
