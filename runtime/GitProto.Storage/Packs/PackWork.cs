using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace GitProto.Storage;

/// <summary>The threads of one pack that is written.</summary>
internal sealed class PackWork(PackWriteOptions options, CancellationToken cancellationToken)
{
    private readonly ParallelOptions parallel = new()
    {
        MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
        CancellationToken = cancellationToken,
    };

    /// <summary>Gives each item to one of several workers.</summary>
    /// <param name="items">The items.</param>
    /// <param name="worker">Makes a worker.</param>
    /// <param name="work">Lets a worker do an item. The first error ends all, and is thrown as it is.</param>
    public void Run<TItem, TWorker>(List<TItem> items, Func<TWorker> worker, Action<TItem, TWorker> work) =>
        Run(() => Parallel.ForEach(Partitioner.Create(items, loadBalance: true), parallel, worker, (item, _, mine) =>
        {
            work(item, mine);
            return mine;
        }, _ => { }));

    /// <summary>Goes through the numbers below a count, in ranges.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="length">How many are in one range.</param>
    /// <param name="work">Goes through a range: its first number, and that behind its last.</param>
    public void RunRanges(int count, int length, Action<int, int> work)
    {
        if (count > 0)
            Run(() => Parallel.ForEach(Partitioner.Create(0, count, length), parallel, range => work(range.Item1, range.Item2)));
    }

    private static void Run(Action all)
    {
        try
        {
            all();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
