namespace GitProto.Storage;

/// <summary>Cursors that wait for the next reader of a pack.</summary>
internal sealed class CursorPool(PackBytes pack, ObjectFormat format)
{
    private const int MaxIdle = 8;
    private readonly Lock gate = new();
    private readonly Stack<PackCursor> idle = [];

    /// <summary>Gives a cursor to one thread until the lease ends.</summary>
    public Lease Rent()
    {
        lock (gate)
        {
            if (idle.TryPop(out var cursor))
                return new(this, cursor);
        }
        return new(this, new PackCursor(pack, format));
    }

    /// <summary>A cursor on loan.</summary>
    public readonly struct Lease(CursorPool pool, PackCursor cursor) : IDisposable
    {
        public PackCursor Cursor => cursor;

        public void Dispose()
        {
            lock (pool.gate)
            {
                if (pool.idle.Count < MaxIdle)
                    pool.idle.Push(cursor);
            }
        }
    }
}
