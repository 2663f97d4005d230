namespace GitProto.Conformance.Wire;

/// <summary>Stands between a client and a server: keeps what passes, and changes it where a fault says so.</summary>
public interface IRelay : IAsyncDisposable
{
    /// <summary>What a client of ssh has to run in place of ssh; null over other transports.</summary>
    string? SshCommand { get; }

    /// <summary>Where a client finds a repository of the server.</summary>
    string Url(string repository);
}
