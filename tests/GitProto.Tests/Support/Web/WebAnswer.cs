using System.Globalization;
using System.Text;

namespace GitProto.Tests;

/// <summary>What a scripted web server answers, byte for byte.</summary>
/// <param name="Bytes">The answer.</param>
internal sealed record WebAnswer(byte[] Bytes)
{
    /// <summary>True to hang up behind the answer.</summary>
    public bool Closes { get; init; }

    /// <summary>True to say no more, and keep the connection.</summary>
    public bool Hangs { get; init; }

    /// <summary>An answer with a body and its length.</summary>
    public static WebAnswer Of(int status, string? type, byte[] body, params string[] headers) => new([.. Head(status, type, body.Length, headers), .. body]);

    /// <summary>An answer with text.</summary>
    public static WebAnswer Of(int status, string? type, string body, params string[] headers) => Of(status, type, Encoding.Latin1.GetBytes(body), headers);

    /// <summary>An advertisement of a service.</summary>
    public static WebAnswer Advertise(byte[] body, string service = "upload-pack") => Of(200, $"application/x-git-{service}-advertisement", body);

    /// <summary>The answer to a turn.</summary>
    public static WebAnswer Result(byte[] body, string service = "upload-pack") => Of(200, $"application/x-git-{service}-result", body);

    /// <summary>A redirect.</summary>
    public static WebAnswer Redirect(string location, int status = 302) => Of(status, null, "", "Location: " + location);

    /// <summary>The head of an answer.</summary>
    public static byte[] Head(int status, string? type, long length, params string[] headers) => Encoding.Latin1.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n")
        + (type is null ? "" : $"Content-Type: {type}\r\n") + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");
}
