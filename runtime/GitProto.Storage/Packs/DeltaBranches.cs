namespace GitProto.Storage;

/// <summary>Deltas that one worker leaves to another, with all that rests on them: few trees are heavy, and the last of them would keep one core busy alone.</summary>
/// <param name="workers">How many there are. Once all wait, no more will come.</param>
internal sealed class DeltaBranches(int workers)
{
    private readonly Queue<BaseFrame> given = new();
    private int waiting;
    private int wanted;
    private bool isOver;

    /// <summary>Whether somebody waits for one.</summary>
    public bool AreWanted => Volatile.Read(ref wanted) > 0;

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

    /// <summary>Waits for some.</summary>
    /// <returns>Null if no more will come.</returns>
    public BaseFrame? Take()
    {
        lock (given)
        {
            waiting++;
            while (!isOver && given.Count == 0)
            {
                Count();
                if (waiting == workers)
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
