using GitProto.Storage;
using Microsoft.Data.Sqlite;

namespace GitProto.Tests;

/// <summary>The table of refs within a transaction.</summary>
internal sealed class SqliteRefRows(SqliteConnection connection) : IRefRows
{
    public RefValue? Find(RefName name) =>
        connection.Read(row => new RefValue(row.Bytes(0) is { } id ? ObjectId.FromBytes(id) : null, row.Bytes(1) is { } link ? Name(link) : null),
            "SELECT target, link FROM refs WHERE name = $1", Bytes(name)).Cast<RefValue?>().FirstOrDefault();

    public IEnumerable<RefName> Names(ByteString prefix) =>
        connection.Read(row => Name(row.Bytes(0)!), "SELECT name FROM refs WHERE name >= $1 AND substr(name, 1, $2) = $1 ORDER BY name", prefix.Span.ToArray(), prefix.Length);

    public void Set(RefName name, RefValue? value)
    {
        connection.Run("DELETE FROM refs WHERE name = $1", Bytes(name));
        if (value is { } set)
            connection.Run("INSERT INTO refs VALUES ($1, $2, $3)", Bytes(name), set.Target is { } id ? SqliteText.Bytes(id) : null, set.Link is { } link ? Bytes(link) : null);
    }

    private static byte[] Bytes(RefName name) => name.Bytes.Span.ToArray();

    private static RefName Name(byte[] bytes) => RefName.Parse(ByteString.Wrap(bytes));
}
