using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>A pack with a single tree of deltas, most of it on one trunk.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HeavyTreeTests : IDisposable
{
    private const int Size = 60_000;
    private readonly TempDirectory directory = new();

    [SetUp]
    public void Write() => File.WriteAllBytes(directory.File("a.pack"), Tree(random: new(1)).Build());

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task Several_threads_share_it_and_index_as_git_does([Values] bool mayDrop)
    {
        var naming = new Naming();
        await PackIndexer.IndexAsync(directory.File("a.pack"), directory.File("ours.idx"), new()
        {
            Threads = 4,
            Hash = naming.Create,
            Fsync = FsyncComponents.None,
            MaxBaseMemory = mayDrop ? Size : 64 << 20,
        });
        Git.Run(directory.Path, "index-pack", "-o", directory.File("git.idx"), directory.File("a.pack"));

        File.ReadAllBytes(directory.File("ours.idx")).AsSpan().SequenceEqual(File.ReadAllBytes(directory.File("git.idx"))).ShouldBeTrue();
        naming.Busy.ShouldBeGreaterThan(1);
    }

    [Test]
    public async Task Without_a_hash_of_ones_own_too()
    {
        await PackIndexer.IndexAsync(directory.File("a.pack"), directory.File("ours.idx"), new() { Threads = 3, Fsync = FsyncComponents.None });
        Git.Run(directory.Path, "index-pack", "-o", directory.File("git.idx"), directory.File("a.pack"));

        File.ReadAllBytes(directory.File("ours.idx")).AsSpan().SequenceEqual(File.ReadAllBytes(directory.File("git.idx"))).ShouldBeTrue();
    }

    [Test]
    public async Task A_worker_that_fails_ends_the_others()
    {
        var naming = new Naming { Limit = 100, AtLimit = () => throw new HashMismatchException("The limit of the test.") };

        (await Should.ThrowAsync<HashMismatchException>(() => PackIndexer.IndexAsync(
            directory.File("a.pack"), directory.File("ours.idx"), new() { Threads = 4, Hash = naming.Create }))).Message.ShouldBe("The limit of the test.");
        File.Exists(directory.File("ours.idx")).ShouldBeFalse();
    }

    [Test]
    public async Task Who_cancels_is_told_so([Values(10, 300, 590)] int when)
    {
        using var stop = new CancellationTokenSource();
        var naming = new Naming { Limit = when, AtLimit = stop.Cancel };

        await Should.ThrowAsync<OperationCanceledException>(() => PackIndexer.IndexAsync(
            directory.File("a.pack"), directory.File("ours.idx"), new() { Threads = 4, Hash = naming.Create }, stop.Token));
        File.Exists(directory.File("ours.idx")).ShouldBeFalse();
    }

    // Three deltas on each object of the trunk: two leaves and the trunk.
    private static PackBuilder Tree(Random random)
    {
        var builder = new PackBuilder();
        var body = new byte[Size];
        random.NextBytes(body);
        var (trunk, size) = (builder.Whole(ObjectType.Blob, body), Size);
        for (var i = 0; i < 200; i++)
        {
            for (var leaf = 0; leaf < 2; leaf++)
                builder.Ofs(trunk, new DeltaBuilder(size, Size).Copy((uint)i, Size - 1).Insert((byte)leaf).Build());
            trunk = builder.Ofs(trunk, new DeltaBuilder(size, size + 1).Copy(0, (uint)size).Insert((byte)i).Build());
            size++;
        }
        return builder;
    }

    /// <summary>Counts what each worker names; slow until two have begun.</summary>
    private sealed class Naming
    {
        private readonly List<Hash> hashes = [];
        private int named;

        public int Limit { get; init; } = int.MaxValue;

        public Action? AtLimit { get; init; }

        public int Busy
        {
            get
            {
                lock (hashes)
                    return hashes.Count(hash => hash.Named > 1);
            }
        }

        public IObjectHash Create(ObjectFormat format)
        {
            lock (hashes)
            {
                hashes.Add(new Hash(this, format));
                return hashes[^1];
            }
        }

        private void Count()
        {
            if (Interlocked.Increment(ref named) == Limit)
                AtLimit?.Invoke();
            if (Busy < 2)
                Thread.Sleep(50);
        }

        private sealed class Hash(Naming naming, ObjectFormat format) : IObjectHash
        {
            private readonly IObjectHash hash = ObjectHashes.Create(format);

            public int Named { get; private set; }

            public ObjectFormat Format => format;

            public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);

            public ObjectId Finish()
            {
                Named++;
                naming.Count();
                return hash.Finish();
            }

            public void Dispose() => hash.Dispose();
        }
    }
}
