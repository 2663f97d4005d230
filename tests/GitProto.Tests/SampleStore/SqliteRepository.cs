using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A repository in one SQLite file: how much code a store over a database takes, and no more.</summary>
internal sealed class SqliteRepository : IRepository
{
    private readonly SqliteFile file;

    public SqliteRepository(string path, ObjectFormat format = ObjectFormat.Sha1)
    {
        file = new SqliteFile(path);
        (Objects, Refs) = (new SqliteObjectStore(file, format), new SqliteRefStore(file));
        using var connection = file.Open();
        connection.Run("INSERT OR IGNORE INTO refs VALUES ($1, NULL, $2)", "HEAD"u8.ToArray(), "refs/heads/main"u8.ToArray());
    }

    public ObjectFormat Format => Objects.Format;

    public IObjectStore Objects { get; }

    public IRefStore Refs { get; }

    public IReadOnlySet<ObjectId> ShallowBoundary
    {
        get
        {
            using var connection = file.Open();
            return connection.Read(row => ObjectId.FromBytes(row.Bytes(0)!), "SELECT id FROM shallow").ToHashSet();
        }
    }

    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var id in unshallow)
            connection.Run("DELETE FROM shallow WHERE id = $1", SqliteText.Bytes(id));
        foreach (var id in shallow)
            connection.Run("INSERT OR IGNORE INTO shallow VALUES ($1)", SqliteText.Bytes(id));
        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => file.Dispose();
}
