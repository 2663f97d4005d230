using System.Text;
using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>Compares how the code failed with what the example states: the packet at fault exactly, the kind as near as the code can tell.</summary>
internal static class Failure
{
    /// <summary>
    /// A generated reader looks at one packet and does not ask where else in the message it might stand. So of a line that comes too early, too late or
    /// malformed it may know no more than that none of those it waits for is like it.
    /// </summary>
    private static readonly Dictionary<string, string[]> Coarser = new(StringComparer.Ordinal)
    {
        ["missing"] = ["no-line", "unexpected-packet", "cut"],
        ["out-of-order"] = ["no-line", "missing", "bad-field"],
        ["bad-field"] = ["no-line"],
        ["bad-oid-width"] = ["no-line", "bad-field", "missing"],
        ["trailing-bytes"] = ["no-line"],
        ["illegal-here"] = ["no-line"],
    };

    public static void Check(Exception error, int at, int line, string kind)
    {
        Assert.That(at, Is.EqualTo(line), $"the packet at fault: {error}");
        var actual = Kind(error);
        if (!Coarser.TryGetValue(kind, out var coarser) || !coarser.Contains(actual))
            Assert.That(actual, Is.EqualTo(kind), error.ToString());
    }

    private static string Kind(Exception error) => error switch
    {
        WireFormatException wrong => Words(wrong.Kind.ToString()),
        RemoteErrorException => "refused",
        CapabilityNotAdvertisedException => "gate-closed",
        FlowViolationException => "illegal-here",
        MalformedMessageException { Element: Framing.Id } => "bad-band",
        EndOfStreamException => "cut",
        _ => error.GetType().Name,
    };

    /// <summary><c>NoLine</c> as examples write it, <c>no-line</c>.</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name)
            words.Append(char.IsAsciiLetterUpper(c) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        return words.ToString();
    }
}
