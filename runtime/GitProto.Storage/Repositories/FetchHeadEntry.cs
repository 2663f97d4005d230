namespace GitProto.Storage;

/// <summary>One line of <c>FETCH_HEAD</c>: what a fetch brought.</summary>
/// <param name="Id">The object.</param>
/// <param name="RemoteName">The name of the ref on the other side; <c>HEAD</c>, or an object id that was asked for, is named by the address alone.</param>
/// <param name="ForMerge">False if it only came along: it is then marked as not for a merge.</param>
public sealed record FetchHeadEntry(ObjectId Id, ByteString RemoteName, bool ForMerge);
