namespace GitProto.Storage;

/// <summary>Short forms over <see cref="IRefStore"/>.</summary>
public static class RefStoreExtensions
{
    /// <summary>The object a ref leads to; null if there is no such ref, or it is unborn.</summary>
    public static ObjectId? Resolve(this IRefStore refs, RefName name) => refs.TryRead(name)?.Target;

    /// <summary>Sets one ref, whatever it was.</summary>
    /// <exception cref="RefRefusedException">The store refused.</exception>
    public static ValueTask SetAsync(this IRefStore refs, RefName name, ObjectId target, CancellationToken cancellationToken = default) =>
        refs.ApplyOneAsync(RefUpdate.Set(name, target), cancellationToken);

    /// <summary>Makes one ref symbolic.</summary>
    /// <exception cref="RefRefusedException">The store refused.</exception>
    public static ValueTask SetSymbolicAsync(this IRefStore refs, RefName name, RefName target, CancellationToken cancellationToken = default) =>
        refs.ApplyOneAsync(RefUpdate.Symbolic(name, target), cancellationToken);

    /// <summary>Makes one change.</summary>
    /// <exception cref="RefRefusedException">The store refused.</exception>
    public static async ValueTask ApplyOneAsync(this IRefStore refs, RefUpdate update, CancellationToken cancellationToken = default)
    {
        var results = await refs.ApplyAsync([update], null, cancellationToken).ConfigureAwait(false);
        if (!results[0].Succeeded)
            throw new RefRefusedException(update.Name.Bytes, results[0].Reason ?? "it was not changed");
    }
}
