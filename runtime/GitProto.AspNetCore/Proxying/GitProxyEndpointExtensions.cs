using GitProto.AspNetCore.Proxying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GitProto.AspNetCore;

/// <summary>Stands between clients and a server of smart HTTP.</summary>
public static class GitProxyEndpointExtensions
{
    /// <summary>
    /// Passes every request on to a server, with its answer back: all of the path behind that of <paramref name="upstream"/>. Heads pass but for what belongs to one
    /// connection, and the wish for compressed answers; redirects are the client's matter.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="upstream">What stands in front of the paths at the server, http or https.</param>
    /// <param name="options">What is done with what passes; null for the defaults.</param>
    /// <exception cref="ArgumentException">It is no URL of http or https.</exception>
    public static IEndpointConventionBuilder MapGitProxy(this IEndpointRouteBuilder endpoints, Uri upstream, GitHttpProxyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(upstream);
        if (!upstream.IsAbsoluteUri || (upstream.Scheme != Uri.UriSchemeHttp && upstream.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{Escape.ForDisplay(upstream.ToString())}' is no URL of http or https.", nameof(upstream));
        var proxy = new ProxyEndpoint(upstream, options ?? GitHttpProxyOptions.Default);
        endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(proxy.Dispose);
        return endpoints.Map("/{**path}", proxy.InvokeAsync).WithDisplayName("Git proxy");
    }
}
