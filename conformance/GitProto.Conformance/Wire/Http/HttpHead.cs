using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Conformance.Wire.Http;

/// <summary>The head of a request or an answer.</summary>
/// <param name="First">Its first line.</param>
/// <param name="Fields">The others, as they came.</param>
internal sealed record HttpHead(string First, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const int MaxLength = 64 * 1024;

    /// <summary>The status of an answer.</summary>
    public int Status => int.TryParse(First.Split(' ').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0;

    /// <summary>The method of a request.</summary>
    public string Method => First.Split(' ')[0];

    /// <summary>What a request asks for.</summary>
    public string Target => First.Split(' ').ElementAtOrDefault(1) ?? "";

    /// <summary>True if the body comes in chunks.</summary>
    public bool IsChunked => string.Equals(this["Transfer-Encoding"], "chunked", StringComparison.OrdinalIgnoreCase);

    /// <summary>The length of the body; null if it is not said.</summary>
    public long? Length => long.TryParse(this["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    /// <summary>True if no other request follows on the connection.</summary>
    public bool Closes => string.Equals(this["Connection"], "close", StringComparison.OrdinalIgnoreCase) || First.StartsWith("HTTP/1.0", StringComparison.Ordinal);

    /// <summary>The bytes.</summary>
    public byte[] Bytes => Encoding.Latin1.GetBytes($"{First}\r\n{string.Concat(Fields.Select(one => $"{one.Key}: {one.Value}\r\n"))}\r\n");

    /// <summary>The value of a field; null if it is not there.</summary>
    public string? this[string name] => Fields.Where(field => Is(field, name)).Select(field => field.Value).FirstOrDefault();

    /// <summary>Reads one.</summary>
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="IOException">It is cut, too long, or none.</exception>
    public static async Task<HttpHead?> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var end = End(read.Buffer);
            if (end is { } length)
            {
                var lines = Encoding.Latin1.GetString(read.Buffer.Slice(0, length)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                input.AdvanceTo(read.Buffer.GetPosition(length));
                return new HttpHead(lines[0], [.. lines.Skip(1).Select(Field)]);
            }
            if (read.IsCompleted || read.Buffer.Length > MaxLength)
                return read.Buffer.IsEmpty ? null : throw new IOException("A head of HTTP is cut or too long.");
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The same with a field set; with null, without it.</summary>
    public HttpHead With(string name, string? value) =>
        this with { Fields = [.. Fields.Where(field => !Is(field, name)), .. value is null ? [] : new[] { KeyValuePair.Create(name, value) }] };

    /// <summary>An answer with another status.</summary>
    public HttpHead WithStatus(int status, string words) => this with { First = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {words}") };

    /// <summary>As Git reads it.</summary>
    public SmartHttpHead Git()
    {
        var query = Target.IndexOf('?', StringComparison.Ordinal);
        return new SmartHttpHead(Method, Uri.UnescapeDataString(query < 0 ? Target : Target[..query]), query < 0 ? "" : Target[query..])
        {
            ContentType = this["Content-Type"],
            ContentEncoding = this[HttpTransport.EncodingHeader],
            GitProtocol = this[HttpTransport.VersionHeader],
        };
    }

    private static bool Is(KeyValuePair<string, string> field, string name) => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase);

    private static KeyValuePair<string, string> Field(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new(line[..colon], line[(colon + 1)..].Trim()) : throw new IOException($"'{Escape.ForDisplay(line)}' is no field of HTTP.");

    private static long? End(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? reader.Consumed : null;
    }
}
