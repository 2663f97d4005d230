using GitProto.Tracing;

namespace GitProto.Cli.Commands;

/// <summary>What <c>trace</c> reads as a whole, and in which format it is.</summary>
internal static class TraceInput
{
    /// <summary>A recording.</summary>
    public const string Session = "session";

    /// <summary>What git logs of its packets.</summary>
    public const string PacketLog = "packet-log";

    /// <summary>The most that is read, in bytes, unless something else is said.</summary>
    public const long MaxSize = 256 << 20;

    /// <summary>The format that the bytes begin as; null for one that is not known.</summary>
    public static string? FormatOf(ReadOnlySpan<byte> file) =>
        SessionRecording.Begins(file) ? Session : Tracing.PacketLog.Begins(file) ? PacketLog : null;

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="ToolException">It is longer than it may be.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, long most, CancellationToken cancellation)
    {
        await using var input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (var read = await input.ReadAsync(buffer, cancellation); read > 0; read = await input.ReadAsync(buffer, cancellation))
        {
            if (bytes.Length + read > most)
                throw new ToolException($"{path} is longer than {most} bytes; --max-size says how much may be read");
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
