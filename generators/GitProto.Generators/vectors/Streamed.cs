namespace GitProto.Vectors;

/// <summary>A message that streams, read to its end: its head, what streamed, its tail.</summary>
internal sealed class Streamed(object head)
{
    public object Head { get; } = head;

    /// <summary>The name of the list of lines that streamed, as a property of a whole message would have it.</summary>
    public string? Name { get; set; }

    public List<object> Items { get; } = [];

    public object? Tail { get; set; }

    /// <summary>The bytes that streamed.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>True if those bytes must be a pack.</summary>
    public bool IsPack { get; set; }

    public async Task TakeAsync(Stream? stream)
    {
        if (stream is null)
            return;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        Bytes = bytes.ToArray();
    }
}
