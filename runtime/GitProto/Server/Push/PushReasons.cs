namespace GitProto.Server;

/// <summary>Why a ref is not updated, in git's words: scripts look for them. The list with their names is spec/errors.yaml.</summary>
internal static class PushReasons
{
    public const string FunnyName = "funny refname";
    public const string HiddenUpdate = "deny updating a hidden ref";
    public const string HiddenDelete = "deny deleting a hidden ref";
    public const string CheckedOut = "branch is currently checked out";
    public const string BadPack = "bad pack";
    public const string BadRef = "bad ref";
    public const string DeletionProhibited = "deletion prohibited";
    public const string DeletionOfCurrent = "deletion of the current branch prohibited";
    public const string NonFastForward = "non-fast-forward";
    public const string MissingObjects = "missing necessary objects";
    public const string ShallowNotAllowed = "shallow update not allowed";
    public const string UpdateHook = "hook declined";
    public const string PreReceive = "pre-receive hook declined";
    public const string BrokenSymref = "broken symref";
    public const string AliasedUpdate = "inconsistent aliased update";
    public const string Stale = "incorrect old value provided";
    public const string Exists = "reference already exists";
    public const string Absent = "reference does not exist";
    public const string NameConflict = "refname conflict";
    public const string BadValue = "invalid new value provided";
    public const string UpdateFailed = "failed to update ref";
    public const string AtomicFailure = "atomic push failure";
    public const string Unpacker = "unpacker error";
    public const string NotStored = "unable to migrate objects to permanent storage";

    public const string EarlyEnd = "eof before pack header was fully read";
    public const string NoPack = "protocol error (pack signature mismatch detected)";
    public const string UnknownVersion = "protocol error (pack version unsupported)";
    public const string IndexPackFailed = "index-pack abnormal exit";
    public const string NoQuarantine = "unable to create temporary object directory";
}
