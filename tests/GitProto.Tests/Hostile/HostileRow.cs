using System.Diagnostics;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>
/// What holds after every row, whichever side is attacked, as the header of the catalogue of hostile inputs has it: (a) only errors that have a name here, and of the
/// stated kind; (b) done in five seconds; (c) less than 64 MiB more memory; (d) on refusal an unchanged store; (e) no child process left, and no connection made;
/// (f) texts without raw control bytes and without secrets; (g) a connection that is closed and not used again.
/// </summary>
internal sealed class HostileRow
{
    /// <summary>Something that belongs to the attacked side alone: its stores hold it, and no text may.</summary>
    public const string Secret = "token-c0ffee-of-this-side";

    public const int MaxText = 4096;
    private const long MaxGrowth = 64 << 20;

    /// <summary>What the store of the attacked side holds, byte for byte.</summary>
    public required Func<IReadOnlyList<string>> Store { get; init; }

    /// <summary>Proves, once the row is over, that the connection is closed and that nothing can be said over it any more.</summary>
    public required Func<Exception, Task> IsClosed { get; init; }

    /// <summary>True if the row may end well, and then change the store.</summary>
    public bool MayStore { get; init; }

    /// <summary>Lets the attack happen.</summary>
    /// <returns>What it ended in; null if it ended well.</returns>
    public async Task<Exception?> RunAsync(Func<Task> attack)
    {
        var before = Store();
        var children = ChildProcesses.List();
        var connected = ConnectionWatch.Begin();
        var memory = GC.GetTotalMemory(forceFullCollection: false);
        var time = Stopwatch.StartNew();
        var error = await EndAsync(attack);

        time.Elapsed.ShouldBeLessThan(Patience.OfARow);
        if (error is not null)
        {
            CheckKind(error);
            CheckText(error);
        }
        if (error is not null || !MayStore)
            Store().ShouldBe(before);
        if (error is not null)
            await IsClosed(error);
        connected.ShouldBeEmpty();
        ChildProcesses.List().Except(children).ShouldBeEmpty();
        if (GC.GetTotalMemory(forceFullCollection: false) - memory > MaxGrowth)
            (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(MaxGrowth);
        return error;
    }

    /// <summary>Every file below a directory with its content.</summary>
    public static string[] Files(string path) =>
        [.. Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(entry => File.Exists(entry) ? $"{entry} {Convert.ToHexString(File.ReadAllBytes(entry))}" : entry)];

    /// <summary>Every ref and the name of every object: objects cannot change under their names.</summary>
    public static string[] Content(MemoryRepository repository) =>
        [.. repository.Refs.List().Select(found => $"{found.Target} {found.Name}"), .. repository.Objects.Ids.Select(id => id.ToString()).Order(StringComparer.Ordinal),
            .. repository.ShallowBoundary.Select(id => $"shallow {id}").Order(StringComparer.Ordinal)];

    /// <summary>(f) for an error and for all that caused it.</summary>
    public static void CheckText(Exception error)
    {
        for (var one = error; one is not null; one = one.InnerException)
            CheckText(one.Message);
        error.ToString().ShouldNotContain(character => char.IsControl(character) && character != '\r' && character != '\n');
        error.ToString().ShouldNotContain(Secret, Case.Sensitive);
    }

    /// <summary>(f) for one line of text.</summary>
    public static void CheckText(string text)
    {
        text.ShouldNotContain(character => char.IsControl(character));
        text.Length.ShouldBeLessThan(MaxText);
        text.ShouldNotContain(Secret, Case.Sensitive);
    }

    private static async Task<Exception?> EndAsync(Func<Task> attack)
    {
        try
        {
            await attack().WaitAsync(Patience.OfARow);
            return null;
        }
        catch (TimeoutException)
        {
            Assert.Fail("It still goes on.");
            throw;
        }
        catch (Exception e) when (e is not (AssertionException or ShouldAssertException))
        {
            return e;
        }
    }

    /// <summary>(a): an error with a name of ours, a fault of the transport, or the caller's own cancellation.</summary>
    private static void CheckKind(Exception error)
    {
        if (error is not (GitProtoException or IOException or OperationCanceledException) || error.GetType() == typeof(GitProtoException))
            Assert.Fail($"A raw error: {error}");
    }
}
