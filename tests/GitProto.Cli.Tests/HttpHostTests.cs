using System.Net;
using GitProto.Cli.Http;
using GitProto.Server;

namespace GitProto.Cli.Tests;

/// <summary>The web server in the tool.</summary>
public sealed class HttpHostTests
{
    [Test]
    [Category("hostile")]
    public async Task D10_The_limits_of_the_host_are_those_that_were_decided_on()
    {
        await using var host = await HttpHost.ServeAsync(IPAddress.Loopback, 0, TimeSpan.FromSeconds(30), git => git.Resolver = new DictionaryResolver(), null);
        var limits = host.Kestrel.Limits;
        limits.MaxConcurrentConnections.ShouldBe(4096);
        limits.KeepAliveTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        limits.RequestHeadersTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        limits.MaxRequestHeadersTotalSize.ShouldBe(32 << 10);
        limits.MaxRequestHeaderCount.ShouldBe(100);
        limits.MaxRequestLineSize.ShouldBe(8 << 10);
        limits.MinRequestBodyDataRate.ShouldNotBeNull();
        limits.MinResponseDataRate.ShouldNotBeNull();
        host.Kestrel.AddServerHeader.ShouldBeFalse();
        host.Kestrel.AllowSynchronousIO.ShouldBeFalse();
    }

    [Test]
    [Category("hostile")]
    public async Task S30_It_listens_where_it_is_told_to_and_nowhere_else()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://0.0.0.0:0");
        try
        {
            await using var host = await HttpHost.ServeAsync(IPAddress.Loopback, 0, TimeSpan.FromSeconds(30), git => git.Resolver = new DictionaryResolver(), null);
            host.BaseUrl.Host.ShouldBe("127.0.0.1");
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
        }
    }
}
