using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Recorded sessions of the installed git, cut or bent everywhere.</summary>
[Category("hostile")]
[CancelAfter(300_000)]
public sealed class HostileSessionTests
{
    [Test]
    public async Task W10_A_session_cut_at_any_byte_is_an_io_error_and_writes_no_ref(
        [Values(0, 1, 2)] int protocol, [Values] BandMode bands, CancellationToken cancellationToken)
    {
        var whole = await CapturedSession.OfAsync(protocol, bands);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            using var repository = new MemoryRepository();
            var error = await FetchAsync(repository, whole[..cut], bands, cancellationToken).WaitAsync(Patience.Of(TimeSpan.FromSeconds(1)), cancellationToken);

            error.ShouldBeAssignableTo<IOException>($"cut at {cut} of {whole.Length}");
            HostileRow.CheckText(error!);
            repository.Refs.List().ShouldBeEmpty();
        }
        using var complete = new MemoryRepository();
        (await FetchAsync(complete, whole, bands, cancellationToken)).ShouldBeNull();
    }

    [Test]
    public async Task W02_An_empty_packet_in_place_of_any_other_is_refused_or_means_nothing([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        var packets = Wire.Packets(await CapturedSession.OfAsync(protocol));
        for (var index = 0; index < packets.Count; index++)
        {
            using var repository = new MemoryRepository();
            var bent = Wire.Join([.. packets[..index], "0004"u8.ToArray(), .. packets[(index + 1)..]]);

            var error = await FetchAsync(repository, bent, BandMode.Large, cancellationToken);

            if (error is null)
                continue;
            if (error is not (MalformedMessageException or CapabilityNotAdvertisedException or IOException))
                Assert.Fail($"packet {index}: {error}");
            HostileRow.CheckText(error);
            repository.Refs.List().ShouldBeEmpty();
        }
    }

    private static async Task<Exception?> FetchAsync(MemoryRepository repository, byte[] said, BandMode bands, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await ScriptedServer.OpenAsync([said], null, cancellationToken);
            await session.FetchAsync(repository, CapturedSession.Everything(bands), cancellationToken);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
