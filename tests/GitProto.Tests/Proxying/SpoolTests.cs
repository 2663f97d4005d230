using GitProto.Proxying;

namespace GitProto.Tests;

public sealed class SpoolTests
{
    private static readonly TestDirectory Directory = new();
    private static readonly WatchLimits Small = new() { Memory = 100, Disk = 1000, Directory = Directory.Path };

    [OneTimeTearDown]
    public static void Clean() => Directory.Dispose();

    [Test]
    public async Task What_was_written_is_read_in_its_order_from_memory_and_from_the_file()
    {
        await using var spool = new Spool(Small);
        var random = new Random(7);
        var (written, read) = (new MemoryStream(), new MemoryStream());
        for (var round = 0; round < 2000; round++)
        {
            var piece = new byte[random.Next(0, 150)];
            random.NextBytes(piece);
            if (written.Length - read.Length + piece.Length <= 900)
            {
                spool.TryWrite(piece).ShouldBeTrue();
                written.Write(piece);
            }
            else
            {
                await ReadAsync(spool, read, random.Next(1, 400));
            }
        }
        spool.End();
        while (await ReadAsync(spool, read, 64) > 0)
            continue;
        read.ToArray().ShouldBe(written.ToArray());
    }

    [Test]
    public async Task More_than_both_hold_is_not_taken()
    {
        await using var spool = new Spool(Small);
        spool.TryWrite(new byte[100]).ShouldBeTrue();
        spool.TryWrite(new byte[1000]).ShouldBeTrue();
        spool.TryWrite(new byte[1]).ShouldBeFalse();
    }

    [Test]
    public async Task A_reader_waits_for_what_comes_and_for_the_end()
    {
        await using var spool = new Spool(Small);
        var reading = spool.ReadAsync(new byte[10]).AsTask();
        reading.IsCompleted.ShouldBeFalse();
        spool.TryWrite(new byte[4]);
        (await reading).ShouldBe(4);
        var ending = spool.ReadAsync(new byte[10]).AsTask();
        spool.End();
        (await ending).ShouldBe(0);
    }

    [Test]
    public async Task Nothing_of_its_file_is_left()
    {
        await using (var spool = new Spool(Small))
        {
            spool.TryWrite(new byte[500]);
            System.IO.Directory.GetFiles(Directory.Path).Length.ShouldBe(1);
        }
        System.IO.Directory.GetFiles(Directory.Path).ShouldBeEmpty();
    }

    private static async Task<int> ReadAsync(Spool spool, MemoryStream to, int most)
    {
        var buffer = new byte[most];
        var read = await spool.ReadAsync(buffer);
        to.Write(buffer, 0, read);
        return read;
    }
}
