namespace GitProto.Storage;

/// <summary>A store that can say what it holds.</summary>
public interface IListingStore
{
    /// <summary>The ids of all objects, in no order. One that is stored in several places may come several times; one that is damaged comes too.</summary>
    IEnumerable<ObjectId> Ids { get; }
}
