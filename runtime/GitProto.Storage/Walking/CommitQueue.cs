namespace GitProto.Storage;

/// <summary>Commits waiting to be walked, youngest first; of two of one age the one that came first.</summary>
internal sealed class CommitQueue
{
    private readonly PriorityQueue<int, (long Age, long Arrival)> queue = new();
    private long arrivals;

    /// <summary>How many wait.</summary>
    public int Count => queue.Count;

    /// <summary>Puts a commit in its place.</summary>
    public void Add(int number, long time) => queue.Enqueue(number, (-time, arrivals++));

    /// <summary>Takes the youngest.</summary>
    public bool TryTake(out int number) => queue.TryDequeue(out number, out _);
}
