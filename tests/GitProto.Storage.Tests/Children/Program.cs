using System.Globalization;

namespace GitProto.Storage.Tests.Children;

/// <summary>What tests have done by a process of its own, which can be killed, run out of memory, or find the disk full.</summary>
internal static class Program
{
    /// <summary>The code of what failed with an error that is documented.</summary>
    public const int Refused = 3;

    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            await RunAsync(arguments).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is GitProtoException or IOException)
        {
            await Console.Out.WriteLineAsync(e.Message).ConfigureAwait(false);
            return Refused;
        }
    }

    private static Task RunAsync(string[] arguments) => arguments switch
    {
        ["write", var path, var steps] => HistoryWriter.RunAsync(path, int.Parse(steps, CultureInfo.InvariantCulture)),
        ["receive-blob", var path, var size] => LargeWork.ReceiveBlobAsync(path, long.Parse(size, CultureInfo.InvariantCulture)),
        ["receive-zeros", var path, var more] => ZeroWork.RunAsync(path, more.Length > 0),
        ["receive-many", var path, var count] => LargeWork.ReceiveManyAsync(path, int.Parse(count, CultureInfo.InvariantCulture)),
        ["share", var path, var pack] => SharedWork.RunAsync(path, pack),
        ["send", var path] => LargeWork.SendAsync(path),
        _ => throw new ArgumentException(string.Join(' ', arguments), nameof(arguments)),
    };
}
