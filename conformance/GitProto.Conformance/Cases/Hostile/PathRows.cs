using GitProto.Conformance.Cases.Web;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows of paths in requests of HTTP: each form of one that leads out of what is served, to a repository that is there.</summary>
internal static class PathRows
{
    // Out of the directory that is served, and into it again: who follows it finds a repository.
    private const string Back = "served/basic.git";

    /// <summary>All of them. None may be answered with what a repository says.</summary>
    public static IReadOnlyList<WebScript> All { get; } =
    [
        Climb("plain", "../", "that is plain"),
        Climb("dots", "%2e%2e/", "whose dots are encoded"),
        Climb("one-dot", ".%2e/", "one of whose dots is encoded"),
        Climb("slash", "..%2f", "whose slash is encoded"),
        Climb("capitals", "%2E%2E%2F", "that is encoded in capitals"),
        Climb("twice", "%252e%252e%252f", "that is encoded twice"),
        Climb("backslash", "..%5c", "with a backslash"),
        Climb("overlong", "%c0%ae%c0%ae/", "of dots in an overlong form"),
        Climb("unicode-slash", "..%e2%88%95", "with a slash that is another character"),
        Climb("parameter", "..;x/", "with a parameter behind its dots"),
        Climb("blank", "..%20/", "with a blank behind its dots"),
        Climb("inside", "basic.git/../../", "from within a repository"),
        Odd("nul", "basic.git%00", "with a NUL behind it"),
        Odd("end-dot", "basic.git.", "with a dot behind it"),
        Odd("end-blank", "basic.git%20", "with a blank behind it"),
        Odd("line-break", "basic.git%0a", "with a line break behind it"),
        Odd("long", string.Concat(Enumerable.Repeat("%2e/", 1500)) + "no-such.git", "of six thousand bytes"),
    ];

    private static WebScript Climb(string name, string up, string what) => Of(name, up + Back, $"A climb {what} finds no repository.");

    private static WebScript Odd(string name, string path, string what) => Of(name, path, $"A path {what} finds no repository.");

    private static WebScript Of(string name, string path, string title) => new("http.unknown-path", name, title, talk => RefusedAsync(talk, path)) { Row = "R17" };

    private static async Task<string?> RefusedAsync(WebTalk talk, string path) =>
        (await talk.DiscoverAsync(path, HttpService.UploadPack)).Status is >= 400 and < 500 ? null : "it was answered";
}
