namespace GitProto.Cli.Tests;

/// <summary>What a CGI program answered.</summary>
internal sealed class CgiOutcome
{
    private const string StatusLine = "Status: ";

    public CgiOutcome(int code, string output, string error)
    {
        code.ShouldBe(0, error);
        var end = output.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        end.ShouldBeGreaterThan(0, output);
        Error = error;
        Head = output[..end].Split("\r\n");
        Body = output[(end + 4)..];
    }

    /// <summary>Its headers in their order.</summary>
    public IReadOnlyList<string> Head { get; }

    public string Body { get; }

    public string Error { get; }

    /// <summary>The status, which a program need not name if all is well.</summary>
    public string Status => Head.FirstOrDefault(line => line.StartsWith(StatusLine, StringComparison.Ordinal))?[StatusLine.Length..] ?? "200";
}
