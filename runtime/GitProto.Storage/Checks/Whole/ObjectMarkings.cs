using System.Numerics;

namespace GitProto.Storage;

/// <summary>Reading marks.</summary>
internal static class ObjectMarkings
{
    /// <summary>The mark of an object that another names as of some kind.</summary>
    public static ObjectMarks Naming(ObjectType type) => type == ObjectType.None ? ObjectMarks.None : (ObjectMarks)((int)ObjectMarks.NamedCommit << ((int)type - 1));

    /// <summary>The marks of an object that was read.</summary>
    public static ObjectMarks Reading(ObjectType type) => ObjectMarks.Read | (ObjectMarks)(int)type;

    /// <summary>Whether any of some marks is set.</summary>
    public static bool Has(this ObjectMarks marks, ObjectMarks any) => (marks & any) != 0;

    /// <summary>The kind: its own, or else what it is named as; <see cref="ObjectType.None"/> if neither is known.</summary>
    public static ObjectType Kind(this ObjectMarks marks)
    {
        if (marks.Has(ObjectMarks.Type))
            return (ObjectType)(int)(marks & ObjectMarks.Type);
        var named = (int)(marks & ObjectMarks.Named);
        return named == 0 ? ObjectType.None : (ObjectType)(BitOperations.TrailingZeroCount(named) - BitOperations.TrailingZeroCount((int)ObjectMarks.NamedCommit) + 1);
    }

    /// <summary>Whether it is named as something else than it is.</summary>
    public static bool IsMisnamed(this ObjectMarks marks) => marks.Has(ObjectMarks.Type) && (marks & ObjectMarks.Named & ~Naming(marks.Kind())) != 0;

    /// <summary>The word for the kind.</summary>
    public static string Word(ObjectType type) => type == ObjectType.None ? "unknown" : type.Name();
}
