namespace GitProto.Client;

/// <summary>How many haves go into each block, and when to stop. One instance serves one negotiation.</summary>
public sealed class HaveSchedule
{
    private const int First = 16;
    private const int PipeSafe = 32;
    private const int Large = 16_384;
    private readonly HaveScheduleKind kind;
    private readonly int maxInVain;
    private readonly int maxWithoutCommon;
    private int goal = First;
    private bool anyCommon;

    /// <summary>Begins a negotiation.</summary>
    public HaveSchedule(HaveScheduleKind kind, NegotiationOptions? options = null)
    {
        options ??= NegotiationOptions.Default;
        this.kind = kind;
        maxInVain = options.MaxInVain;
        maxWithoutCommon = options.MaxWithoutCommon ?? (kind == HaveScheduleKind.Stateless ? maxInVain : Large);
    }

    /// <summary>Haves told so far.</summary>
    public long Told { get; private set; }

    /// <summary>Haves told since one was common.</summary>
    public int InVain { get; private set; }

    /// <summary>True if more haves would be a waste: it is time to ask for the pack.</summary>
    public bool IsEnough => InVain >= (anyCommon ? maxInVain : maxWithoutCommon);

    /// <summary>How many haves the next block may hold. Until one is common, it never goes beyond what is allowed in vain.</summary>
    public int NextBlock()
    {
        var size = kind == HaveScheduleKind.PerRequest ? goal : (int)(goal - Told);
        goal = kind == HaveScheduleKind.Stateful
            ? goal < PipeSafe ? goal * 2 : goal + PipeSafe
            : goal < Large ? goal * 2 : (int)Math.Min(int.MaxValue / 2, goal * 11L / 10);
        return anyCommon ? size : Math.Clamp(size, 0, Math.Max(0, maxWithoutCommon - InVain));
    }

    /// <summary>A block was told.</summary>
    public void Count(int haves)
    {
        Told += haves;
        InVain += haves;
    }

    /// <summary>The server has one of them, and that was news.</summary>
    public void FoundCommon()
    {
        anyCommon = true;
        InVain = 0;
    }
}
