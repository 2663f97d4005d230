using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Objects by id, each perhaps with a path, which tells what it may be like.</summary>
internal static class ObjectLines
{
    /// <summary>Reads them.</summary>
    /// <exception cref="ToolException">A line is none, or there is no such object.</exception>
    public static IEnumerable<PackItem> Read(IEnumerable<ReadOnlyMemory<byte>> lines, FileRepository repository)
    {
        var width = repository.Format.HexLength();
        foreach (var line in lines)
        {
            if (line.Length < width || !ObjectId.TryParse(line.Span[..width], repository.Format, out var id))
                throw new ToolException($"expected object ID, got garbage: {ByteString.Wrap(line.ToArray()).ToDisplayString()}");
            if (!repository.Objects.TryReadHeader(id, out var type, out _))
                throw new ToolException($"unable to read {id}");
            yield return PackItem.Create(id, type, line.Span[width..]);
        }
    }
}
