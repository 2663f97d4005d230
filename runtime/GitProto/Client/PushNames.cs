using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Finds what a short name means in a push: refs that are spelled out, branches and tags go before all others, and two of those are ambiguous.</summary>
/// <remarks>Source: git-push "&lt;refspec&gt;"; gitrevisions "Specifying Revisions", refname.</remarks>
internal static class PushNames
{
    /// <summary>The refs that are meant: none, one, or several if that cannot be told.</summary>
    public static IReadOnlyList<RefName> Find(ByteString text, IReadOnlyDictionary<RefName, ObjectId> refs)
    {
        RefName[] found = [.. RefShorthand.Candidates(text).Where(refs.ContainsKey)];
        RefName[] strong = [.. found.Where(name => IsStrong(name, text))];
        return strong.Length > 0 ? strong : found;
    }

    private static bool IsStrong(RefName name, ByteString text) =>
        name.Bytes.Length == text.Length || name.Bytes.Length == text.Length + "refs/".Length
        || name.StartsWith("refs/heads/"u8) || name.StartsWith("refs/tags/"u8);
}
