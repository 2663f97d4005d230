using GitProto.Server;
using Microsoft.Extensions.DependencyInjection;

namespace GitProto.AspNetCore;

/// <summary>Adds Git to the services of an application.</summary>
public static class GitProtoServiceCollectionExtensions
{
    /// <summary>Adds what <see cref="GitEndpointRouteBuilderExtensions.MapGit"/> needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options of every place that Git is served at. Null: the <see cref="IRepositoryResolver"/> has to be among the services.</param>
    public static IServiceCollection AddGitProto(this IServiceCollection services, Action<GitEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddAuthorization();
        services.AddSingleton<GitLimiters>();
        if (configure is not null)
            services.Configure(configure);
        return services;
    }
}
