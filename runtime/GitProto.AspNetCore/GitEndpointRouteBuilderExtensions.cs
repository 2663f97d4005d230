using System.Diagnostics.CodeAnalysis;
using GitProto.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GitProto.AspNetCore;

/// <summary>Serves Git in an application.</summary>
public static class GitEndpointRouteBuilderExtensions
{
    /// <summary>Serves smart HTTP at a place. Every request that the pattern matches is answered here, also one that is none of Git's: with 404.</summary>
    /// <param name="endpoints">The application, or a group.</param>
    /// <param name="pattern">Ends in a catch-all parameter, the path of the repository: <c>/{**repo}</c>, <c>/git/{**repo}</c>.</param>
    /// <param name="configure">Changes the options for this place, over those of <see cref="GitProtoServiceCollectionExtensions.AddGitProto"/>.</param>
    /// <returns>What authorization and other conventions of the application can be put on; they count for all services alike.</returns>
    /// <exception cref="ArgumentException">The pattern has no catch-all parameter.</exception>
    /// <exception cref="InvalidOperationException">The services were not added, or nobody finds repositories.</exception>
    public static IEndpointConventionBuilder MapGit(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/{**repo}", Action<GitEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var limiters = services.GetService<GitLimiters>()
            ?? throw new InvalidOperationException("Git's services are missing: call services.AddGitProto() first.");
        var route = RoutePatternFactory.Parse(pattern);
        if (route.Parameters.SingleOrDefault(parameter => parameter.IsCatchAll) is not { } repository)
            throw new ArgumentException($"The pattern '{pattern}' has to end in a catch-all parameter, such as {{**repo}}.", nameof(pattern));
        var options = services.GetRequiredService<IOptionsFactory<GitEndpointOptions>>().Create(Options.DefaultName);
        configure?.Invoke(options);
        options.Resolver ??= services.GetService<IRepositoryResolver>()
            ?? throw new InvalidOperationException($"Nobody finds repositories: set {nameof(GitEndpointOptions)}.{nameof(GitEndpointOptions.Resolver)}, or add an {nameof(IRepositoryResolver)} to the services.");
        var logger = services.GetService<ILogger<GitEndpoint>>() ?? NullLogger<GitEndpoint>.Instance;
        if (ReferenceEquals(options.Server.Logger, NullLogger.Instance))
            options.Server = options.Server with { Logger = logger };
        var endpoint = new GitEndpoint(repository.Name, options, limiters.Create(options), logger);
        return endpoints.Map(route, endpoint.InvokeAsync).WithDisplayName($"Git: {pattern}");
    }
}
