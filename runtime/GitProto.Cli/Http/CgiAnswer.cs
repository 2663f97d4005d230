using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Cli.Http;

/// <summary>The answer of a CGI program.</summary>
internal sealed class CgiAnswer
{
    public CgiAnswer(PipeWriter output, string mediaType) =>
        Body = new HeadedPipeWriter(output, writer => WriteHead(writer, 200, [new("Content-Type", mediaType)]));

    /// <summary>The body of an answer that is well.</summary>
    public HeadedPipeWriter Body { get; }

    /// <summary>Writes an answer without the service.</summary>
    public static void Refuse(PipeWriter output, SmartHttpRefusal refusal)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (refusal.Allow is { } allow)
            headers.Add(new("Allow", allow));
        if (refusal.Text.Length > 0)
            headers.Add(new("Content-Type", HttpTransport.TextType));
        WriteHead(output, refusal.Status, headers);
        if (refusal.Text.Length > 0)
            Write(output, refusal.Text + "\n");
    }

    private static void WriteHead(PipeWriter output, int status, IEnumerable<KeyValuePair<string, string>> headers)
    {
        // Without this line it is 200, and some servers take only that for well.
        if (status != 200)
            Write(output, string.Create(CultureInfo.InvariantCulture, $"Status: {status} {Reason((HttpStatusCode)status)}\r\n"));
        foreach (var (name, value) in SmartHttpRequest.NoCacheHeaders.Concat(headers))
            Write(output, $"{name}: {value}\r\n");
        Write(output, "\r\n");
    }

    private static string Reason(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => "Bad Request",
        HttpStatusCode.NotFound => "Not Found",
        HttpStatusCode.MethodNotAllowed => "Method Not Allowed",
        HttpStatusCode.RequestEntityTooLarge => "Content Too Large",
        HttpStatusCode.UnsupportedMediaType => "Unsupported Media Type",
        HttpStatusCode.InternalServerError => "Internal Server Error",
        _ => status.ToString(),
    };

    private static void Write(PipeWriter output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
