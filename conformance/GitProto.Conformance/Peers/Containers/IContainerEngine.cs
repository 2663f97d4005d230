namespace GitProto.Conformance.Peers.Containers;

/// <summary>What the suite asks of a container engine. All methods throw a <see cref="ConformanceException"/> with the engine's own words.</summary>
internal interface IContainerEngine : IDisposable
{
    /// <summary>Says why no engine can be used; null if one answers.</summary>
    Task<string?> MissingAsync(CancellationToken cancellationToken);

    /// <summary>The names of an image; none if there is no such image.</summary>
    Task<IReadOnlyList<string>> NamesAsync(string image, CancellationToken cancellationToken);

    /// <summary>Gets an image from its registry.</summary>
    Task PullAsync(string image, CancellationToken cancellationToken);

    /// <summary>Makes an image of a tar with the files of a system.</summary>
    Task ImportAsync(Stream tar, string image, CancellationToken cancellationToken);

    /// <summary>Builds an image.</summary>
    /// <param name="context">A tar with a Dockerfile and all that it copies.</param>
    /// <param name="from">The value of its argument <c>BASE</c>.</param>
    /// <param name="image">The name of the image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task BuildAsync(Stream context, string from, string image, CancellationToken cancellationToken);

    /// <summary>Gives an image one name more.</summary>
    Task NameAsync(string image, string name, CancellationToken cancellationToken);

    /// <summary>Starts a container.</summary>
    /// <returns>Its id.</returns>
    Task<string> StartAsync(ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>The port of the loopback address that leads to a port of a container.</summary>
    Task<int> PortAsync(string container, int port, CancellationToken cancellationToken);

    /// <summary>True while a container runs.</summary>
    Task<bool> IsRunningAsync(string container, CancellationToken cancellationToken);

    /// <summary>Runs a program in a container to its end.</summary>
    Task<ProgramEnd> ExecAsync(string container, string user, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken);

    /// <summary>What a container has printed so far.</summary>
    Task<string> LogAsync(string container, CancellationToken cancellationToken);

    /// <summary>Ends a container and removes it; one that is not there is no error.</summary>
    Task RemoveAsync(string container, CancellationToken cancellationToken);

    /// <summary>All containers that have a label, with its value.</summary>
    Task<IReadOnlyList<(string Container, string Value)>> ListAsync(string label, CancellationToken cancellationToken);
}
