namespace GitProto.Storage;

/// <summary>Work on threads of the pool that is waited for only where it has begun: where all threads are taken, nobody waits for one.</summary>
internal sealed class SideWork
{
    private readonly Lock gate = new();
    private readonly List<Task> begun = [];
    private bool isClosed;

    /// <summary>True if nothing runs, nor will.</summary>
    public bool HasEnded
    {
        get
        {
            lock (gate)
                return isClosed && begun.TrueForAll(task => task.IsCompleted);
        }
    }

    /// <summary>Has something done, unless it is closed before a thread is free.</summary>
    public void Begin(Action work) => ThreadPool.UnsafeQueueUserWorkItem(_ => Run(work), null);

    /// <summary>Lets nothing begin any more.</summary>
    /// <returns>The end of what has begun, and what went wrong in it.</returns>
    public Task Close()
    {
        lock (gate)
        {
            isClosed = true;
            return Task.WhenAll(begun);
        }
    }

    private void Run(Action work)
    {
        var task = new Task(work);
        lock (gate)
        {
            if (isClosed)
                return;
            begun.Add(task);
        }
        task.RunSynchronously(TaskScheduler.Default);
    }
}
