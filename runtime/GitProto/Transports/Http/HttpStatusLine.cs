namespace GitProto.Transports;

/// <summary>Looks at the first bytes of an answer.</summary>
internal static class HttpStatusLine
{
    private const int Digit = 9;

    /// <summary>True if the status is neither of success nor of waiting. Too few bytes tell nothing.</summary>
    /// <remarks>Source: RFC 9112, 4. The digits stand behind "HTTP/1.1 ".</remarks>
    public static bool IsRefusal(ReadOnlySpan<byte> answer) => answer.Length > Digit && answer[Digit] is not ((byte)'1' or (byte)'2');
}
