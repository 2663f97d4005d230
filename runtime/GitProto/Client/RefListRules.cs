using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>
/// What is made of odd lists: a name that comes twice is refused, and so is a peeled id that does not stand right behind its ref. Refs in another order than git's are
/// taken.
/// </summary>
internal sealed class RefListRules(WireContext context, int maxRefs)
{
    private readonly HashSet<ByteString> names = [];

    /// <summary>Takes a name.</summary>
    public void Add(ByteString name)
    {
        if (names.Count >= maxRefs)
            throw new LimitExceededException(nameof(GitClientOptions.MaxRefs), maxRefs, "The number of refs that the server lists");
        if (!names.Add(name))
            throw new MalformedMessageException($"The server lists the ref '{name.ToDisplayString()}' twice ({context.Where})", "each name once");
    }

    /// <summary>The error for a peeled id out of place.</summary>
    public MalformedMessageException Stray(ByteString name) =>
        new($"The server peels '{name.ToDisplayString()}' where that is not the ref before ({context.Where})", "a peeled id right behind its tag");
}
