using System.IO.Pipelines;
using GitProto.Storage;
using Microsoft.Data.Sqlite;

namespace GitProto.Tests;

/// <summary>Objects as rows, each whole.</summary>
internal sealed class SqliteObjectStore(SqliteFile file, ObjectFormat format) : IObjectStore
{
    public ObjectFormat Format => format;

    public bool Contains(in ObjectId id) => TryReadHeader(id, out _, out _);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        using var connection = file.Open();
        var found = connection.Read(row => (Type: row.GetInt32(0), Size: row.GetInt64(1)), "SELECT type, length(content) FROM objects WHERE id = $1", SqliteText.Bytes(id));
        (type, size) = found.Count > 0 ? ((ObjectType)found[0].Type, found[0].Size) : (ObjectType.None, 0);
        return found.Count > 0;
    }

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        if (!TryReadHeader(id, out var type, out var size))
            return null;
        if (size > maxSize)
            throw new LimitExceededException(nameof(maxSize), maxSize, $"The object {id} of {size} bytes");
        using var connection = file.Open();
        return new GitObject(type, connection.Read(row => row.Bytes(0)!, "SELECT content FROM objects WHERE id = $1", SqliteText.Bytes(id))[0]);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content)
    {
        var id = ObjectHasher.Hash(format, type, content);
        using var connection = file.Open();
        Add(connection, id, new GitObject(type, content.ToArray()));
        return id;
    }

    public async ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var incoming = await IncomingPack.ReceiveAsync(this, pack, options, progress, cancellationToken);
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var id in incoming.Ids)
            Add(connection, id, incoming.Pack.TryRead(id)!);
        transaction.Commit();
        return incoming.Summary;
    }

    private static void Add(SqliteConnection connection, in ObjectId id, GitObject found) =>
        connection.Run("INSERT OR IGNORE INTO objects VALUES ($1, $2, $3)", SqliteText.Bytes(id), (int)found.Type, found.Content.ToArray());
}
