using Microsoft.Data.Sqlite;

namespace GitProto.Tests;

/// <summary>One SQLite file. A connection is for one use; the pool keeps them open.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string source;

    public SqliteFile(string path)
    {
        source = $"Data Source={path}";
        using var connection = Open();
        connection.Run("""
            PRAGMA journal_mode = wal;
            CREATE TABLE IF NOT EXISTS objects (id BLOB PRIMARY KEY, type INTEGER NOT NULL, content BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS refs (name BLOB PRIMARY KEY, target BLOB, link BLOB) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS shallow (id BLOB PRIMARY KEY) WITHOUT ROWID;
            """);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(source);
        connection.Open();
        connection.Run("PRAGMA busy_timeout = 30000");
        return connection;
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(source);
        SqliteConnection.ClearPool(connection);
    }
}
