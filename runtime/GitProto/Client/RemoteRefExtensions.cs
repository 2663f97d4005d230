namespace GitProto.Client;

/// <summary>Short forms over lists of <see cref="RemoteRef"/>.</summary>
public static class RemoteRefExtensions
{
    /// <summary>The objects that refs point to, for those who want them all. Unborn refs point to none.</summary>
    public static IEnumerable<ObjectId> Ids(this IEnumerable<RemoteRef> refs) => refs.Where(found => !found.IsUnborn).Select(found => found.Id!.Value);
}
