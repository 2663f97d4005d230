using GitProto.Conformance.Cases;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Running;

/// <summary>What runs of the suite have in common: the repositories as they are made, and all cases. Several runs of one process may share it.</summary>
public sealed class SuiteGround : IDisposable
{
    private WorkDirectory? directory;

    private SuiteGround(RepositorySet repositories, Catalogue catalogue) => (Repositories, Catalogue) = (repositories, catalogue);

    /// <summary>The repositories; nobody writes there.</summary>
    public RepositorySet Repositories { get; }

    /// <summary>All cases.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Makes it, in a directory that goes with it.</summary>
    /// <exception cref="ConformanceException">The repositories cannot be made: no git, or an old one.</exception>
    public static async Task<SuiteGround> MakeAsync(CancellationToken cancellationToken)
    {
        var work = WorkDirectory.Make(keep: false);
        try
        {
            var ground = await MakeAsync(work.Path, cancellationToken);
            ground.directory = work;
            return ground;
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    /// <summary>Makes it within the directory of a run.</summary>
    internal static async Task<SuiteGround> MakeAsync(string directory, CancellationToken cancellationToken)
    {
        var repositories = await RepositorySet.MakeAsync(Path.Join(directory, "made"), cancellationToken);
        return new SuiteGround(repositories, await Catalogue.LoadAsync(repositories, Path.Join(directory, "catalogue"), cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => directory?.Dispose();
}
