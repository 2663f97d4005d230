using System.Globalization;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Has a parser read so many inputs, one after the other.</summary>
internal sealed class FuzzRun(FuzzTarget target, ulong seed)
{
    // Of processor time, the compiling of what is run among it: how long others have the machine says nothing. Only of long runs.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    /// <summary>How many inputs were refused with a documented error.</summary>
    public long Refused { get; private set; }

    /// <summary>How many were read.</summary>
    public long Read { get; private set; }

    /// <summary>The most memory that an input took, in bytes.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>The most processor time that an input took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="first">The number of the first input.</param>
    /// <param name="count">How many.</param>
    /// <param name="isTimed">Whether an input that takes too long fails.</param>
    public void Run(ulong first, ulong count, bool isTimed)
    {
        var mutator = new Mutator(target.Seeds);
        for (var number = first; number < first + count; number++)
        {
            var random = new FuzzRandom(seed, number);
            var input = mutator.Make(ref random);
            var (allocated, used) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
            try
            {
                target.Run(input, number);
                Read++;
            }
            catch (GitProtoException)
            {
                Refused++;
            }
            catch (Exception e)
            {
                throw Failure(number, e.ToString(), e);
            }
            Measure(number, GC.GetTotalAllocatedBytes() - allocated, Environment.CpuUsage.TotalTime - used, isTimed);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{target.Name}: {Read} read, {Refused} refused, at most {MostAllocated >> 10} KiB and {Slowest.TotalMilliseconds:F0} ms for one");

    private void Measure(ulong number, long allocated, TimeSpan time, bool isTimed)
    {
        (MostAllocated, Slowest) = (Math.Max(MostAllocated, allocated), time > Slowest ? time : Slowest);
        if (allocated > target.MaxAllocation)
            throw Failure(number, $"It took {allocated} bytes of memory, where {target.MaxAllocation} are allowed.");
        if (isTimed && time > MaxTime)
            throw Failure(number, $"It took {time} of processor time, where {MaxTime} are allowed.");
    }

    private FuzzException Failure(ulong number, string what, Exception? inner = null)
    {
        var random = new FuzzRandom(seed, number);
        var input = new Mutator(target.Seeds).Make(ref random);
        return new(string.Create(CultureInfo.InvariantCulture, $"{target.Name}, seed {seed}, input {number}: {what}\n{Convert.ToHexString(input)}"), inner);
    }
}
