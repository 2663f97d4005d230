using Microsoft.Data.Sqlite;

namespace GitProto.Tests;

/// <summary>Statements with their values, which stand for $1, $2 and so on.</summary>
internal static class SqliteText
{
    public static void Run(this SqliteConnection connection, string text, params object?[] values)
    {
        using var command = connection.Make(text, values);
        command.ExecuteNonQuery();
    }

    public static List<T> Read<T>(this SqliteConnection connection, Func<SqliteDataReader, T> row, string text, params object?[] values)
    {
        using var command = connection.Make(text, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    public static byte[]? Bytes(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    public static byte[] Bytes(in ObjectId id) => ObjectId.AsSpan(in id).ToArray();

    private static SqliteCommand Make(this SqliteConnection connection, string text, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }
}
