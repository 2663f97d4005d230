namespace GitProto;

/// <summary>The other side sent bytes that the spec does not allow.</summary>
public class MalformedMessageException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="what">What happened, and where, as a sentence without its full stop.</param>
    /// <param name="expected">What could have come there, or null.</param>
    /// <param name="element">The id of the spec element that sets the rule, such as <c>upload-request.want</c>, or null.</param>
    public MalformedMessageException(string what, string? expected = null, string? element = null)
        : base($"{what}{(expected is null ? "" : $"; expected {expected}")}{(string.IsNullOrEmpty(element) ? "" : $" (spec: {element})")}.") =>
        (Expected, Element) = (expected, element);

    /// <summary>What could have come there, or null.</summary>
    public string? Expected { get; }

    /// <summary>The id of the spec element that sets the rule, or null.</summary>
    public string? Element { get; }
}
