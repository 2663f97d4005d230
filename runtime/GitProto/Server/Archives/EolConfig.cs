namespace GitProto.Server;

/// <summary>What a repository's config says of the ends of lines.</summary>
/// <param name="Auto"><c>core.autocrlf</c>, if it is true or false.</param>
/// <param name="Input">True if it is <c>input</c>.</param>
/// <param name="Crlf">True if <c>core.eol</c> asks for CRLF.</param>
internal readonly record struct EolConfig(bool? Auto, bool Input, bool Crlf)
{
    /// <summary>Whether text gets CRLF where no attribute says which end.</summary>
    public bool TextIsCrlf => Auto == true || (!Input && Crlf);
}
