namespace GitProto.Storage;

/// <summary>
/// One state of all refs as a table: a row for each, with its name, sorted by bytes, and what it holds itself. A store that keeps refs so, in a database
/// for one, gets the rules of Git from <see cref="RefRows"/>.
/// </summary>
public interface IRefRows
{
    /// <summary>What a ref holds; null if there is none.</summary>
    RefValue? Find(RefName name);

    /// <summary>The names that begin with some bytes, in the order of their bytes; HEAD is one of them.</summary>
    IEnumerable<RefName> Names(ByteString prefix);

    /// <summary>Sets a ref, or removes it if there is nothing it shall hold. What follows sees it.</summary>
    void Set(RefName name, RefValue? value);
}
