using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Whose clock counts, and whose bound ran out.</summary>
[CancelAfter(60_000)]
public sealed class HttpClockTests
{
    [Test]
    public async Task A_date_to_come_back_at_is_counted_from_the_given_clock()
    {
        var date = DateTimeOffset.UtcNow.AddDays(1).AddSeconds(40);
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(429, null, "", $"Retry-After: {date:R}"));
        var options = new GitClientOptions { TimeProvider = new Tomorrow(), Http = new GitHttpClientOptions { MaxRetries = 0 } };

        var error = await Refusal.OfAsync<GitHttpException>(() => GitClient.ConnectAsync(web.Url(), options).AsTask());

        error.RetryAfter!.Value.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task The_bound_of_a_given_client_is_named_where_it_runs_out()
    {
        await using var web = new ScriptedWeb(_ => new WebAnswer([]) { Hangs = true });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMilliseconds(200) };
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Client = client } };

        var error = await Refusal.OfAsync<IOException>(() => GitClient.ConnectAsync(web.Url(), options).AsTask());

        error.Message.ShouldContain("GitHttpClientOptions.Client");
        error.Message.ShouldContain("HttpClient.Timeout");
        error.InnerException.ShouldBeOfType<TimeoutException>();
    }

    private sealed class Tomorrow : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(1);
    }
}
