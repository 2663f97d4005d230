namespace GitProto.Storage;

/// <summary>A store that knows how far the id of one of its objects may be cut.</summary>
public interface IAbbreviatingStore
{
    /// <summary>How many hex digits tell an object from every other one here.</summary>
    /// <param name="id">The object.</param>
    /// <param name="minimum">At least so many; null for git's rule, which goes by the number of packed objects and says 7 at least.</param>
    /// <remarks>Source: git-config <c>core.abbrev</c>.</remarks>
    int UniqueDigits(in ObjectId id, int? minimum = null);
}
