using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Which refs of a push are leased, and what is expected of them.</summary>
internal sealed class PushLeases
{
    private readonly IRepository repository;
    private readonly PushRefsOptions options;
    private readonly Dictionary<RefName, PushLease> named = [];
    private readonly PushLease? all;

    /// <exception cref="RefRefusedException">The name of a lease is ambiguous.</exception>
    public PushLeases(IRepository repository, IReadOnlyDictionary<RefName, ObjectId> remote, PushRefsOptions options)
    {
        (this.repository, this.options) = (repository, options);
        all = options.Leases.LastOrDefault(lease => lease.Ref is null);
        foreach (var lease in options.Leases)
        {
            if (lease.Ref is not { } text)
                continue;
            var names = PushNames.Find(text, remote);
            if (names.Count > 1)
                throw new RefRefusedException(text, $"the lease on {text.ToDisplayString()} matches more than one: {string.Join(", ", names)}");
            foreach (var name in names.Count == 1 ? names : RefShorthand.Candidates(text))
                named[name] = lease;
        }
    }

    /// <summary>The lease on a ref; null if it has none.</summary>
    public PushLease? Find(RefName name) => named.GetValueOrDefault(name) ?? all;

    /// <summary>True if the server has what is expected.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="name">The ref of the server.</param>
    /// <param name="current">What the server has; null if nothing.</param>
    public bool Holds(PushLease lease, RefName name, ObjectId? current)
    {
        if (lease.Expected is { } expected)
            return expected.IsZero ? current is null : current == expected;
        var tracking = options.Tracking.Where(spec => !spec.IsNegative && spec.Matches(name)).Select(spec => spec.MapTo(name)).FirstOrDefault(found => found is not null);
        return tracking is not null && repository.Refs.Resolve(tracking) is { } seen && current == seen;
    }
}
