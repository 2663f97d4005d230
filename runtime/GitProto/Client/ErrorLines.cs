namespace GitProto.Client;

/// <summary>Hands on, line by line and cleaned, what programs at the other end of pipes print.</summary>
internal static class ErrorLines
{
    /// <summary>Who is given the bytes; null if nobody listens.</summary>
    public static Action<ReadOnlyMemory<byte>>? StandardError(this GitClientOptions options)
    {
        if (options.ErrorText is not { } sink)
            return null;
        var lines = new RemoteText(sink);
        return bytes =>
        {
            if (bytes.IsEmpty)
                lines.End();
            else
                lines.Write(bytes.Span);
        };
    }
}
