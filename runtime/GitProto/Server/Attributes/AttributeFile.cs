namespace GitProto.Server;

/// <summary>The rules of one attribute file.</summary>
/// <param name="Rules">The rules that bear on archives, in the order of the file.</param>
/// <param name="Directory">Where it lies, with a slash at the end; empty for the root.</param>
internal sealed record AttributeFile(IReadOnlyList<AttributeRule> Rules, ByteString Directory)
{
    /// <summary>Files that are larger are not read, as with git.</summary>
    public const int MaxLength = 100 << 20;
}
