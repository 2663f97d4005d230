namespace GitProto.Spec;

/// <summary>What a line is worth.</summary>
public enum LineShape
{
    /// <summary>Nothing of its own: that it stood there is all.</summary>
    Fixed,

    /// <summary>One value.</summary>
    Single,

    /// <summary>Several values by name, or one that may be absent.</summary>
    Record,
}
