using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Storage.Tests.Children;

/// <summary>
/// Makes one commit after the other, each of which arrives as a pack, and moves three branches to it in one transaction, every third time at one stroke; every fourth time
/// another commit is written loose, and a fourth branch goes to it. A line says when that is done.
/// </summary>
internal sealed class HistoryWriter(FileRepository repository)
{
    private static readonly RefName Loose = RefName.Parse("refs/heads/loose");

    /// <summary>The branches that move together.</summary>
    public static IReadOnlyList<RefName> Branches { get; } = [.. new[] { "refs/heads/a", "refs/heads/b/c", "refs/tags/d" }.Select(name => RefName.Parse(name))];

    /// <summary>Writes until it has made so many steps, or is killed.</summary>
    public static async Task RunAsync(string path, int steps)
    {
        using var repository = FileRepository.Open(path);
        var writer = new HistoryWriter(repository);
        for (; steps > 0; steps--)
        {
            var number = await writer.StepAsync().ConfigureAwait(false);
            await Console.Out.WriteAsync($"{number}\n").ConfigureAwait(false);
            await Console.Out.FlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The number of the commit that a branch is at; 0 if there is no such branch.</summary>
    public int At(RefName branch)
    {
        if (repository.Refs.Resolve(branch) is not { } id)
            return 0;
        var content = Encoding.ASCII.GetString(repository.Objects.TryRead(id)!.Span);
        return int.Parse(content[(content.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>The number that the branch of loose commits is at.</summary>
    public int AtLoose() => At(Loose);

    private async Task<int> StepAsync()
    {
        var last = Branches.MaxBy(At)!;
        var number = At(last) + 1;
        var now = await ReceiveAsync(number, repository.Refs.Resolve(last)).ConfigureAwait(false);
        Demand(await repository.Refs.ApplyAsync([.. Branches.Select(name => RefUpdate.Change(name, repository.Refs.Resolve(name) ?? ObjectId.Zero(ObjectFormat.Sha1), now))], new() { AsOne = number % 3 == 0 }).ConfigureAwait(false));
        if (number % 4 == 0)
        {
            var tree = repository.Objects.Write(ObjectType.Tree, []);
            var loose = repository.Objects.Write(ObjectType.Commit, Commit(number, tree, repository.Refs.Resolve(Loose)));
            Demand(await repository.Refs.ApplyAsync([RefUpdate.Set(Loose, loose)]).ConfigureAwait(false));
        }
        return number;
    }

    private async Task<ObjectId> ReceiveAsync(int number, ObjectId? parent)
    {
        var pack = new PackBuilder();
        var blob = Add(pack, ObjectType.Blob, [.. Enumerable.Range(0, 500).SelectMany(line => Encoding.ASCII.GetBytes($"{number} {line}\n"))]);
        var tree = Add(pack, ObjectType.Tree, [.. "100644 file\0"u8, .. ObjectId.AsSpan(blob)]);
        var commit = Add(pack, ObjectType.Commit, Commit(number, tree, parent));
        // Every other one as a server does it, in quarantine.
        var options = number % 2 == 0 ? ReceivePackOptions.Default : ReceivePackOptions.Default with { Inspect = (_, _, _) => ValueTask.CompletedTask };
        await repository.Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(pack.Build())), options).ConfigureAwait(false);
        return commit;
    }

    private static ObjectId Add(PackBuilder pack, ObjectType type, byte[] body)
    {
        pack.Whole(type, body);
        return ObjectHasher.Hash(ObjectFormat.Sha1, type, body);
    }

    private static byte[] Commit(int number, ObjectId tree, ObjectId? parent) =>
        Encoding.ASCII.GetBytes($"tree {tree}\n{(parent is null ? "" : $"parent {parent}\n")}author A <a@example.com> {number} +0000\ncommitter A <a@example.com> {number} +0000\n\nNumber {number}\n");

    private static void Demand(IReadOnlyList<RefUpdateResult> results)
    {
        if (results.FirstOrDefault(result => !result.Succeeded) is { } refused)
            throw new RefRefusedException(refused.Update.Name.Bytes, refused.Reason ?? "it was refused");
    }
}
