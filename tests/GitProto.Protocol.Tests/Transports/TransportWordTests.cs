namespace GitProto.Protocol.Tests.Transports;

/// <summary>The words outside packets, as they are generated from <c>spec/transports</c>.</summary>
public sealed class TransportWordTests
{
    [Test]
    public void A_fixed_word_is_a_constant()
    {
        HttpTransport.UploadPackRequest.ShouldBe("application/x-git-upload-pack-request");
        HttpTransport.NoCacheControl.ShouldBe("no-cache, max-age=0, must-revalidate");
        GitTransport.Port.ShouldBe(9418);
        LocalTransport.BareSuffix.ShouldBe(".git");
    }

    [Test]
    public void A_word_with_fields_is_written_from_them()
    {
        HttpTransport.Discovery(HttpService.ReceivePack).ShouldBe("/info/refs?service=git-receive-pack");
        HttpTransport.Turn(HttpService.UploadArchive).ShouldBe("/git-upload-archive");
        HooksTransport.Option(7).ShouldBe("GIT_PUSH_OPTION_7");
        SshTransport.UploadPack("'/a b'").ShouldBe("git-upload-pack '/a b'");
        GitTransport.Url("host", "a.git").ShouldBe("git://host/a.git");
        GitTransport.Url("host", "a.git", 5).ShouldBe("git://host:5/a.git");
    }

    [Test]
    public void A_word_with_fields_is_read_into_them()
    {
        HttpTransport.TryReadDumbObject("/objects/ab/cdef"u8, out var first, out var rest).ShouldBeTrue();
        (new ByteString(first), new ByteString(rest)).ShouldBe(("ab", "cdef"));
        GitTransport.TryReadUrl("git://host:5/a.git"u8, out var host, out var port, out var path).ShouldBeTrue();
        (new ByteString(host), port, new ByteString(path)).ShouldBe(((ByteString)"host", 5L, (ByteString)"a.git"));
    }

    [TestCase("/objects/ab")]
    [TestCase("/Objects/ab/cd")]
    [TestCase("/objects//cd")]
    [TestCase("/objects/a b/cd")]
    [TestCase("")]
    public void Another_word_is_not_read(string text) =>
        HttpTransport.TryReadDumbObject(System.Text.Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();
}
