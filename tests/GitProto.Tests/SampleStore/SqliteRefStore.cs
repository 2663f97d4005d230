using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Refs as rows; a set of changes is a transaction.</summary>
internal sealed class SqliteRefStore(SqliteFile file) : IRefStore
{
    public IEnumerable<Ref> List(ByteString prefix = default)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return new SqliteRefRows(connection).List(prefix).ToList();
    }

    public Ref? TryRead(RefName name)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return new SqliteRefRows(connection).TryRead(name);
    }

    public ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        cancellationToken.ThrowIfCancellationRequested();
        var results = new SqliteRefRows(connection).Apply(updates, options);
        if (results.Any(result => result.Succeeded))
            transaction.Commit();
        return new(results);
    }
}
