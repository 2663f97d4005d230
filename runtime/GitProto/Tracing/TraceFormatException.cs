namespace GitProto.Tracing;

/// <summary>A recording or a log that is not in its format: what was found where, and what was expected.</summary>
public sealed class TraceFormatException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong, and what was expected.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="offset">The first byte of that line, counted from 0.</param>
    public TraceFormatException(string message, long line, long offset)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {line}, at byte {offset}: {message}")) => (Line, Offset) = (line, offset);

    /// <summary>The line, counted from 1; a line feed within bytes that were recorded counts as well.</summary>
    public long Line { get; }

    /// <summary>The first byte of that line, counted from 0.</summary>
    public long Offset { get; }
}
