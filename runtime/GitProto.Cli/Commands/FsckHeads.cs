using System.Text;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>The objects that the command line names: by id or by ref.</summary>
internal sealed class FsckHeads
{
    public FsckHeads(FileRepository repository, string[] names)
    {
        if (names.Length == 0)
            return;
        var found = new List<ObjectId>();
        foreach (var name in names)
        {
            if (Find(repository, name) is { } id)
                found.Add(id);
            else
            {
                Console.Error.WriteLine($"error: invalid parameter: expected sha1, got '{Escape.ForDisplay(name)}'");
                Flaws = RepositoryFlaws.Objects;
            }
        }
        Ids = found;
    }

    /// <summary>What was found; null if nothing is named.</summary>
    public IReadOnlyList<ObjectId>? Ids { get; }

    /// <summary>What is wrong.</summary>
    public RepositoryFlaws Flaws { get; }

    private static ObjectId? Find(FileRepository repository, string name) => ObjectId.TryParse(Encoding.UTF8.GetBytes(name), repository.Format, out var id) ? id
        : RefShorthand.Candidates(name).Select(repository.Refs.TryRead).FirstOrDefault(found => found is not null)?.Target;
}
