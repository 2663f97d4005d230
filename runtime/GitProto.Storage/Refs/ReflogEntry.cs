namespace GitProto.Storage;

/// <summary>One change of a ref, as its log keeps it.</summary>
/// <param name="Old">What it pointed to; zeros if there was nothing.</param>
/// <param name="New">What it points to since; zeros if it was deleted.</param>
/// <param name="Committer">Who changed it and when: <c>Name &lt;email&gt; seconds +hhmm</c>.</param>
/// <param name="Message">Why, in one line without its end; may be empty.</param>
public sealed record ReflogEntry(ObjectId Old, ObjectId New, ByteString Committer, ByteString Message);
