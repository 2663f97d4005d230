namespace GitProto.Conformance.Cases.Web;

/// <summary>Requests of HTTP to a server, and what has to come back.</summary>
/// <param name="Rule">The rule that it shows.</param>
/// <param name="Name">The words of its case.</param>
/// <param name="Title">What is asked and what must come of it.</param>
/// <param name="Play">Does it, and says what is wrong; null if nothing is.</param>
internal sealed record WebScript(string Rule, string Name, string Title, Func<WebTalk, Task<string?>> Play)
{
    /// <summary>The row of the catalogue of hostile inputs that it is of, such as <c>R17</c>; null for none.</summary>
    public string? Row { get; init; }

    /// <summary>Other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>A repository that other cases change, so that it is not there while one of them has it made anew; null for none.</summary>
    public string? Changed { get; init; }
}
