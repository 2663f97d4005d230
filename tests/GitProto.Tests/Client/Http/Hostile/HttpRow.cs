using System.Diagnostics;
using GitProto.Client;

namespace GitProto.Tests;

/// <summary>What holds after every hostile row over HTTP: an error of the stated kind, in time, whose texts hold neither raw bytes nor a secret.</summary>
internal static class HttpRow
{
    /// <summary>A password that no text may show.</summary>
    public const string Secret = HostileRow.Secret;

    /// <summary>Runs what must be refused.</summary>
    public static async Task<T> RefusedAsync<T>(Func<Task> attack)
        where T : Exception
    {
        var time = Stopwatch.StartNew();
        var error = await Refusal.OfAsync<T>(() => attack().WaitAsync(Patience.OfARow));
        time.Elapsed.ShouldBeLessThan(Patience.OfARow);
        HostileRow.CheckText(error);
        return error;
    }

    /// <summary>Runs what must be refused because the server breaks a rule.</summary>
    public static async Task<MalformedMessageException> RefusedMalformedAsync(Func<Task> attack)
    {
        var error = (await Should.ThrowAsync<Exception>(() => attack().WaitAsync(Patience.OfARow))).ShouldBeAssignableTo<MalformedMessageException>()!;
        HostileRow.CheckText(error);
        return error;
    }

    /// <summary>Connects and lists refs.</summary>
    public static async Task ListAsync(string url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        await using var session = await GitClient.ConnectAsync(url, options, cancellationToken);
        await session.GetRefsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>A server of one ref that is served as it should be, at v2.</summary>
    public static WebAnswer Good(WebRequest request) => request.Method == "GET"
        ? WebAnswer.Advertise(Wire.V2Greeting) : WebAnswer.Result(Wire.Lines($"{Wire.A} refs/heads/a\n", "0000"));

    /// <summary>An advertisement of v0 as HTTP has it.</summary>
    public static byte[] V0(string capabilities, string service = "upload-pack") =>
        Wire.Lines($"# service=git-{service}\n", "0000", $"{Wire.A} refs/heads/a\0{capabilities}\n", "0000");

    /// <summary>Options with a helper that knows a secret.</summary>
    public static (GitClientOptions Options, RecordingHelper Helper) Knowing()
    {
        var helper = new RecordingHelper(Credential.Basic("user", Secret));
        return (new GitClientOptions { Http = new() { Credentials = helper } }, helper);
    }
}
