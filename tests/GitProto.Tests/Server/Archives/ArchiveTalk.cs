using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A client that asks for an archive packet by packet.</summary>
internal static class ArchiveTalk
{
    /// <summary>The packet that calls for archives of the repository <c>/r</c>.</summary>
    public static readonly string Hello = ScriptedClient.Pkt("git-upload-archive /r\0host=h\0");

    /// <summary>The packets of a command line.</summary>
    public static string Request(params IEnumerable<string> arguments) => string.Concat(arguments.Select(argument => ScriptedClient.Pkt($"argument {argument}\n"))) + "0000";

    /// <summary>Asks, and gives all that the server says; how it ended does not matter.</summary>
    public static async Task<string> SayAsync(IRepository repository, string request, GitServerOptions? options = null)
    {
        await using var client = ScriptedClient.Call(repository, options);
        var sending = client.SendAsync(Hello + request);
        var said = await client.ReadToEndAsync();
        await sending;
        await client.Serving.ContinueWith(_ => { }, TaskScheduler.Default);
        return said;
    }
}
