using GitProto.Conformance.Wire.Http;

namespace GitProto.Conformance.Cases.Web;

/// <summary>An answer to the first request of a client of HTTP that is not what a server may say, and that has to be refused.</summary>
/// <param name="Rule">The rule that it shows.</param>
/// <param name="Name">The words of its case.</param>
/// <param name="Title">What is answered.</param>
/// <param name="Head">What becomes of the head, by the request that it answers.</param>
internal sealed record WrongAnswer(string Rule, string Name, string Title, Func<HttpHead, HttpHead, HttpHead> Head)
{
    /// <summary>What becomes of the body.</summary>
    public Func<byte[], byte[]> Body { get; init; } = body => body;

    /// <summary>The version that the client asks for.</summary>
    public int Protocol { get; init; }

    /// <summary>How many requests the client may make in all. Of two only one is for the advertisement: the other is where a redirect led.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>Other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}
