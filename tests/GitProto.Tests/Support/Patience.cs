using System.Globalization;

namespace GitProto.Tests;

/// <summary>
/// Bounds of time that tell what ends from what hangs: ten times what an idle machine needs, for speed is measured in benchmarks. A machine with more work than processors is given
/// as much more time: that is no fault of the code.
/// </summary>
internal static class Patience
{
    private const double MinFactor = 10;
    private const double MaxFactor = 40;

    /// <summary>What a row may take unless it says otherwise.</summary>
    public static TimeSpan OfARow => Of(TimeSpan.FromSeconds(5));

    /// <summary>The bound of what takes <paramref name="idle"/> at most on an idle machine, stretched by the load of this moment.</summary>
    public static TimeSpan Of(TimeSpan idle) => idle * Math.Clamp(Load() / Environment.ProcessorCount, MinFactor, MaxFactor);

    /// <summary>Work that is ready to run, on average or just now. Only Linux tells.</summary>
    private static double Load()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var words = File.ReadAllText("/proc/loadavg").Split(' ');
        return Math.Max(Number(words[0]), Number(words[3].Split('/')[0]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
