namespace GitProto.Storage;

/// <summary>Inflates a zlib stream that lies in memory as a whole.</summary>
internal static class Zlib
{
    [ThreadStatic]
    private static Inflater? cached;

    /// <summary>Inflates a stream of known size.</summary>
    /// <param name="source">Begins with the stream; more may follow it.</param>
    /// <param name="destination">Exactly as long as the data.</param>
    /// <returns>How many bytes the stream took.</returns>
    /// <exception cref="CorruptPackException">It is broken, ends early, or holds less or more data.</exception>
    public static int Inflate(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var inflater = cached ??= new Inflater();
        inflater.Reset();
        var position = 0;
        var status = inflater.Inflate(source, destination, destination.Length, ref position, out var consumed);
        if (Problem(status, inflater, position, destination.Length) is { } problem)
            throw new CorruptPackException($"A zlib stream is corrupt: {problem}.");
        return consumed;
    }

    /// <summary>Says what is wrong with a stream for which no more input and no more room can be had.</summary>
    public static string? Problem(InflateStatus status, Inflater inflater, long size, long declared) => status switch
    {
        InflateStatus.Corrupt => inflater.Problem,
        InflateStatus.NeedInput => "it ends early",
        InflateStatus.OutputFull => $"it holds more than the {declared} bytes declared",
        _ when size != declared => $"it holds {size} bytes where {declared} are declared",
        _ => null,
    };
}
