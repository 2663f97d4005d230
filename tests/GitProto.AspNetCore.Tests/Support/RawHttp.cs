using System.Net.Sockets;
using System.Text;

namespace GitProto.Tests;

/// <summary>Says anything at all to a web server, and hears what it answers until it closes.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Connects.</summary>
    public static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return client;
    }

    /// <summary>Sends text, a byte for each character, and reads the whole answer. A reset is the end of it.</summary>
    /// <param name="port">The port.</param>
    /// <param name="text">What is sent.</param>
    /// <param name="leave">True to say that nothing more will come.</param>
    public static async Task<string> AskAsync(int port, string text, bool leave = false)
    {
        using var client = await ConnectAsync(port);
        var stream = client.GetStream();
        using var limit = new CancellationTokenSource(Longest);
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), limit.Token);
            if (leave)
                client.Client.Shutdown(SocketShutdown.Send);
            var buffer = new byte[64 << 10];
            for (int read; (read = await stream.ReadAsync(buffer, limit.Token)) > 0;)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Reset.
        }
        return answer.ToString();
    }

    /// <summary>The status of an answer; 0 if there was none.</summary>
    public static int Status(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>A request that ends the connection.</summary>
    public static string Request(string method, string target, string headers = "", string body = "") =>
        $"{method} {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{headers}\r\n{body}";

    /// <summary>One turn of upload-pack in v2.</summary>
    public static string Turn(string target, string body, string headers = "") => Request("POST", target,
        $"Content-Type: application/x-git-upload-pack-request\r\nGit-Protocol: version=2\r\nContent-Length: {body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}\r\n{headers}", body);
}
