using System.Text;
using GitProto.Conformance.Cases.Scenarios;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>What a client may not be left with, whether it has refused or not. Each says what is wrong; null if nothing is.</summary>
internal static class Aftermath
{
    private static ReadOnlySpan<byte> Core => "[core]"u8;

    /// <summary>No ref of a bad name, and no file that such a name leads to.</summary>
    public static string? HasNoRef(ScenarioRun run, string bad)
    {
        var directory = run.ClientDirectory;
        if (!Directory.Exists(directory))
            return null;
        if (File.ReadAllBytes(Path.Join(directory, "config")).AsSpan().IndexOf(Core) < 0)
            return "the configuration was written over";
        if (File.Exists(Path.Join(directory, "hooks", "post-update")))
            return "a hook was written";
        var packed = Path.Join(directory, "packed-refs");
        if (File.Exists(packed) && File.ReadAllLines(packed).Any(line => line.EndsWith(" " + bad, StringComparison.Ordinal)))
            return "packed-refs has that name";
        return bad.StartsWith("refs/", StringComparison.Ordinal) && !bad.EndsWith('/') && !bad.Contains("..", StringComparison.Ordinal) && !bad.Contains("//", StringComparison.Ordinal) && File.Exists(Path.Join(directory, bad))
            ? "a ref of that name was written" : null;
    }

    /// <summary>HEAD is a plain name or id.</summary>
    public static string? HeadIsSound(ScenarioRun run)
    {
        var head = Path.Join(run.ClientDirectory, "HEAD");
        if (!File.Exists(head))
            return null;
        var words = File.ReadAllText(head).TrimEnd('\n').Split(": ");
        return words.Length == 1 || (RefName.TryParse((ByteString)words[^1], out _) && words[^1].StartsWith("refs/", StringComparison.Ordinal)) ? null : "HEAD points to what is no ref";
    }

    /// <summary>A name that is no text has kept its bytes.</summary>
    public static string? KeepsBytes(ScenarioRun run)
    {
        if (run.End.ExitCode != 0 || run.Scenario.Verb != Peers.ClientVerb.Clone || !run.Bench.Client.MakesMirrors)
            return null;
        using var client = run.OpenClient();
        return client.Refs.List().Any(found => found.Name.Bytes.Span is [.., 0xff]) ? null : "the name of the ref has other bytes, or it is not there";
    }

    /// <summary>Nothing that the client has shown moves a cursor.</summary>
    public static string? ShowsNoControls(ScenarioRun run)
    {
        foreach (var rune in (run.End.Output + run.End.Error).EnumerateRunes())
        {
            if (rune.Value is not ('\n' or '\r' or '\t') && (Rune.IsControl(rune) || rune.Value is >= 0x202a and <= 0x202e))
                return $"the client shows U+{rune.Value:X4} of the server";
        }
        return null;
    }

    /// <summary>What was refused is not kept.</summary>
    public static string? KeepsNoPack(ScenarioRun run)
    {
        var packs = Path.Join(run.ClientDirectory, "objects", "pack");
        return run.End.ExitCode != 0 && run.Scenario.Verb == Peers.ClientVerb.Clone && Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.pack").Any()
            ? "the pack that was refused is kept" : null;
    }
}
