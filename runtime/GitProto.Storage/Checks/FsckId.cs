namespace GitProto.Storage;

/// <summary>What a check of objects can find, by the ids that <c>git fsck</c> has for it.</summary>
/// <remarks>Source: git-fsck "FSCK MESSAGES". The severity named is git's default.</remarks>
public enum FsckId
{
    /// <summary>Error: A date in a person line is no number.</summary>
    BadDate,

    /// <summary>Error: A date in a person line does not fit in 63 bits.</summary>
    BadDateOverflow,

    /// <summary>Error: The email in a person line does not end with <c>&gt;</c>.</summary>
    BadEmail,

    /// <summary>Info: A tree has a mode that git does not write.</summary>
    BadFilemode,

    /// <summary>Error: A tag ends within its signature header.</summary>
    BadGpgsig,

    /// <summary>Error: A tag ends within a continued header.</summary>
    BadHeaderContinuation,

    /// <summary>Error: The name in a person line holds a <c>&gt;</c>.</summary>
    BadName,

    /// <summary>Error: The id in a tag's <c>object</c> line is none.</summary>
    BadObjectSha1,

    /// <summary>Error: A line of <c>packed-refs</c> is no ref.</summary>
    BadPackedRefEntry,

    /// <summary>Error: The header of <c>packed-refs</c> is broken.</summary>
    BadPackedRefHeader,

    /// <summary>Error: The id in a commit's <c>parent</c> line is none.</summary>
    BadParentSha1,

    /// <summary>Error: A ref's file holds neither an id nor a name.</summary>
    BadRefContent,

    /// <summary>Error: A ref is no plain file.</summary>
    BadRefFiletype,

    /// <summary>Error: The name of a ref is against the rules.</summary>
    BadRefName,

    /// <summary>Error: A symbolic ref names what can be no ref.</summary>
    BadReferentName,

    /// <summary>Error: A reftable directory holds what is no plain file.</summary>
    BadReftableFiletype,

    /// <summary>Warn: The name of a reftable is against the rules.</summary>
    BadReftableTableName,

    /// <summary>Info: The name in a tag could not be that of a ref.</summary>
    BadTagName,

    /// <summary>Error: The time zone in a person line is malformed.</summary>
    BadTimezone,

    /// <summary>Error: A tree cannot be parsed to its end.</summary>
    BadTree,

    /// <summary>Error: The id in a commit's <c>tree</c> line is none.</summary>
    BadTreeSha1,

    /// <summary>Error: The <c>type</c> of a tag is no type of object.</summary>
    BadType,

    /// <summary>Error: A tree has two entries of one name.</summary>
    DuplicateEntries,

    /// <summary>Warn: A tree has an entry without name.</summary>
    EmptyName,

    /// <summary>Info: The file <c>packed-refs</c> is empty.</summary>
    EmptyPackedRefsFile,

    /// <summary>Ignore: A tag has headers behind its tagger.</summary>
    ExtraHeaderEntry,

    /// <summary>Warn: A name in a tree holds a slash.</summary>
    FullPathname,

    /// <summary>Error: What <c>.gitattributes</c> names is no blob.</summary>
    GitattributesBlob,

    /// <summary>Error: A <c>.gitattributes</c> is too large to be read.</summary>
    GitattributesLarge,

    /// <summary>Error: A line of a <c>.gitattributes</c> is too long to be read.</summary>
    GitattributesLineLength,

    /// <summary>Error: The blob of a <c>.gitattributes</c> is missing.</summary>
    GitattributesMissing,

    /// <summary>Info: A <c>.gitattributes</c> is a symbolic link.</summary>
    GitattributesSymlink,

    /// <summary>Info: A <c>.gitignore</c> is a symbolic link.</summary>
    GitignoreSymlink,

    /// <summary>Error: What <c>.gitmodules</c> names is no blob.</summary>
    GitmodulesBlob,

    /// <summary>Error: A <c>.gitmodules</c> is too large to be read.</summary>
    GitmodulesLarge,

    /// <summary>Error: The blob of a <c>.gitmodules</c> is missing.</summary>
    GitmodulesMissing,

    /// <summary>Error: The name of a submodule would lead out of the directory of all of them.</summary>
    GitmodulesName,

    /// <summary>Info: A <c>.gitmodules</c> is no configuration.</summary>
    GitmodulesParse,

    /// <summary>Error: The path of a submodule would be taken for an option, or leads astray.</summary>
    GitmodulesPath,

    /// <summary>Error: A <c>.gitmodules</c> is a symbolic link.</summary>
    GitmodulesSymlink,

    /// <summary>Error: The update setting of a submodule is a command.</summary>
    GitmodulesUpdate,

    /// <summary>Error: The URL of a submodule would be taken for an option, or for another URL than it seems.</summary>
    GitmodulesUrl,

    /// <summary>Warn: A tree has an entry <c>.</c>.</summary>
    HasDot,

    /// <summary>Warn: A tree has an entry <c>..</c>.</summary>
    HasDotdot,

    /// <summary>Warn: A tree has an entry that some file system takes for <c>.git</c>.</summary>
    HasDotgit,

    /// <summary>Warn: A name in a tree is very long.</summary>
    LargePathname,

    /// <summary>Info: A <c>.mailmap</c> is a symbolic link.</summary>
    MailmapSymlink,

    /// <summary>Error: A commit has no author.</summary>
    MissingAuthor,

    /// <summary>Error: A commit has no committer.</summary>
    MissingCommitter,

    /// <summary>Error: A person line has no email.</summary>
    MissingEmail,

    /// <summary>Error: A person line begins with the email.</summary>
    MissingNameBeforeEmail,

    /// <summary>Error: A tag has no <c>object</c> line.</summary>
    MissingObject,

    /// <summary>Error: No space stands before the date of a person line.</summary>
    MissingSpaceBeforeDate,

    /// <summary>Error: No space stands before the email of a person line.</summary>
    MissingSpaceBeforeEmail,

    /// <summary>Error: A tag ends within its <c>tag</c> line.</summary>
    MissingTag,

    /// <summary>Error: A tag has no <c>tag</c> line.</summary>
    MissingTagEntry,

    /// <summary>Info: A tag has no <c>tagger</c> line.</summary>
    MissingTaggerEntry,

    /// <summary>Error: A commit has no <c>tree</c> line.</summary>
    MissingTree,

    /// <summary>Error: A tag ends within its <c>type</c> line.</summary>
    MissingType,

    /// <summary>Error: A tag has no <c>type</c> line.</summary>
    MissingTypeEntry,

    /// <summary>Error: A commit has several authors.</summary>
    MultipleAuthors,

    /// <summary>Warn: A NUL stands in the message of a commit.</summary>
    NulInCommit,

    /// <summary>Fatal: A NUL stands in the header of a commit or tag.</summary>
    NulInHeader,

    /// <summary>Warn: A tree has an entry whose id is all zeros.</summary>
    NullSha1,

    /// <summary>Error: The last line of <c>packed-refs</c> has no end.</summary>
    PackedRefEntryNotTerminated,

    /// <summary>Error: The refs in <c>packed-refs</c> are not in their order.</summary>
    PackedRefUnsorted,

    /// <summary>Info: A ref's file does not end its line.</summary>
    RefMissingNewline,

    /// <summary>Info: A symbolic link stands for a symbolic ref.</summary>
    SymlinkRef,

    /// <summary>Info: A symbolic ref leads to what is not below <c>refs/</c>.</summary>
    SymrefTargetIsNotARef,

    /// <summary>Info: Something follows the id in a ref's file.</summary>
    TrailingRefContent,

    /// <summary>Error: The entries of a tree are not in their order.</summary>
    TreeNotSorted,

    /// <summary>Error: An object is of no known type.</summary>
    UnknownType,

    /// <summary>Fatal: The header of a commit or tag does not end.</summary>
    UnterminatedHeader,

    /// <summary>Error: A date in a person line begins with a zero.</summary>
    ZeroPaddedDate,

    /// <summary>Warn: A mode in a tree begins with a zero.</summary>
    ZeroPaddedFilemode,

    /// <summary>Error: A value of a <c>.gitmodules</c> ends in a carriage return, which git 2.50 and older lose when they write it (CVE-2025-48384). Ours: git knows no such id.</summary>
    GitmodulesCarriageReturn,

    /// <summary>Ignore: Of two entries whose names differ by case alone one is a symbolic link (CVE-2021-21300). Ours: git knows no such id.</summary>
    FoldedSymlink,

    /// <summary>Ignore: A name that Windows takes for a device or for a drive. Ours: git knows no such id.</summary>
    WindowsName,
}
