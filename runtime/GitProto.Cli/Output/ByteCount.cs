using System.Globalization;

namespace GitProto.Cli.Output;

/// <summary>Numbers of bytes, for people.</summary>
internal static class ByteCount
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB"];

    /// <summary>The number in the largest unit of which there is one.</summary>
    public static string Of(long bytes)
    {
        if (bytes < 1024)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        var (value, unit) = (bytes / 1024d, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.00} {Units[unit]}");
    }
}
