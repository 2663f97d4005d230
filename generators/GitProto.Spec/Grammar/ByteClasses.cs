using System.Collections.Generic;

namespace GitProto.Spec.Grammar;

/// <summary>The bytes of each type of field, computed once.</summary>
internal static class ByteClasses
{
    private static readonly Dictionary<FieldType, ByteSet> ByType = Compute();

    public static readonly ByteSet CapabilityKey = ByteSet.Where(FieldTypes.IsCapabilityKey);

    public static ByteSet Of(FieldType type) => ByType[type];

    private static Dictionary<FieldType, ByteSet> Compute()
    {
        var all = new Dictionary<FieldType, ByteSet>();
        foreach (FieldType type in System.Enum.GetValues(typeof(FieldType)))
            all.Add(type, ByteSet.Where(value => FieldTypes.Allows(type, value)));
        return all;
    }
}
