namespace GitProto.Client;

/// <summary>A ref as a server shows it.</summary>
/// <param name="Name">Its name as it came. It may be illegal: <see cref="RefName.TryParse"/> tells.</param>
/// <param name="Id">What it points to; null if it is unborn.</param>
/// <param name="Peeled">What an annotated tag stands for, if the server said so.</param>
/// <param name="SymbolicTarget">The ref it points to, if it is symbolic and the server said so. Always a legal name.</param>
public sealed record RemoteRef(ByteString Name, ObjectId? Id, ObjectId? Peeled = null, RefName? SymbolicTarget = null)
{
    /// <summary>True if it points to a branch without a commit.</summary>
    public bool IsUnborn => Id is null;

    /// <summary>The id and the name, for display.</summary>
    public override string ToString() => $"{Id?.ToString() ?? "unborn"} {Name.ToDisplayString()}";
}
