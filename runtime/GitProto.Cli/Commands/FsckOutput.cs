using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>The checks of received objects in the words of git's programs.</summary>
internal static class FsckOutput
{
    /// <summary>The options with a line on standard error for each finding.</summary>
    public static FsckOptions Telling(FsckOptions options) => options with { Report = message => Console.Error.WriteLine($"{(message.IsError ? "error" : "warning")}: {message}") };

    /// <summary>The checks of a fetch into a repository, by what it says itself, and by what is set for all.</summary>
    /// <param name="fetch">What is done without checks.</param>
    /// <param name="config">What the repository says.</param>
    /// <param name="directory">What a relative path in it begins at.</param>
    public static ReceivePackOptions Checked(ReceivePackOptions fetch, RepositoryConfig config, string directory) =>
        FsckSettings.ForFetch(HostConfig.Around(config), directory) is { } checks ? fetch with { Fsck = Telling(checks) } : fetch;

    /// <summary>Reads settings of the command line, of which git says what is wrong in these words.</summary>
    public static FsckOptions Parse(string ids)
    {
        try
        {
            return FsckSettings.Parse(ids, Directory.GetCurrentDirectory(), FsckOptions.StrictDefault);
        }
        catch (PolicyException e)
        {
            throw new ToolException(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Runs what checks objects; an error that was told already becomes git's last line.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ObjectRefusedException e) when (e.MessageId is not null)
        {
            throw new ToolException(e.Message.Split(": ")[0]);
        }
    }
}
