namespace GitProto.Storage;

/// <summary>Deltas that one worker leaves to another, with all that rests on them: few trees are heavy, and the last of them would keep one core busy alone.</summary>
internal sealed class DeltaBranches
{
    private readonly Queue<BaseFrame> given = new();
    private int joined;
    private int waiting;
    private int wanted;
    private bool isOver;

    /// <summary>Whether somebody waits for one.</summary>
    public bool AreWanted => Volatile.Read(ref wanted) > 0;

    /// <summary>Says that one more works. Who joins when all have ended gets none.</summary>
    public void Join()
    {
        lock (given)
            joined++;
    }

    /// <summary>Leaves some to another.</summary>
    /// <param name="branch">The base, without its body, and which of its children are left to do.</param>
    public void Give(BaseFrame branch)
    {
        lock (given)
        {
            given.Enqueue(branch);
            Count();
            Monitor.Pulse(given);
        }
    }

    /// <summary>Waits for some, having joined.</summary>
    /// <returns>Null if no more will come, because all wait that joined.</returns>
    public BaseFrame? Take()
    {
        lock (given)
        {
            waiting++;
            while (!isOver && given.Count == 0)
            {
                Count();
                if (waiting == joined)
                    End();
                else
                    Monitor.Wait(given);
            }
            waiting--;
            var branch = isOver ? null : given.Dequeue();
            Count();
            return branch;
        }
    }

    /// <summary>Lets nobody wait any longer.</summary>
    public void End()
    {
        lock (given)
        {
            isOver = true;
            Monitor.PulseAll(given);
        }
    }

    private void Count() => Volatile.Write(ref wanted, waiting - given.Count);
}
