using System.Globalization;

namespace GitProto.Storage;

/// <summary>
/// Whose repositories are opened: those of the user that this process acts as, and what the host lists. What another user owns can hold hooks and settings of that user's. The
/// directory, its work tree and a <c>.git</c> file have to be owned alike. Where a system does not tell the owner of a file (any but Linux), nothing is refused.
/// </summary>
/// <remarks>Source: git-config "safe.directory".</remarks>
public sealed class RepositoryOwners
{
    private const string UserOfSudo = "SUDO_UID";
    private readonly Lazy<string[]> safe;
    private readonly Func<string, uint?> ownerOf;
    private readonly uint? user;
    private readonly uint? behindRoot;

    /// <summary>Makes a rule.</summary>
    /// <param name="safeDirectories">
    /// Values of <c>safe.directory</c> in their order: the path of a work tree, or of a repository without one; <c>*</c> for all; <c>PATH/*</c> for all below; an empty one takes
    /// back what stands before it. None: only what the user of the process owns.
    /// </param>
    public RepositoryOwners(params IReadOnlyList<string> safeDirectories)
        : this(() => safeDirectories, FileOwner.Of, FileOwner.Current)
    {
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="safeDirectories">Gives the values of <c>safe.directory</c>. It is asked once, and not before something is met that belongs to another user.</param>
    public RepositoryOwners(Func<IReadOnlyList<string>> safeDirectories)
        : this(safeDirectories, FileOwner.Of, FileOwner.Current)
    {
    }

    internal RepositoryOwners(Func<IReadOnlyList<string>> safeDirectories, Func<string, uint?> ownerOf, uint? user)
    {
        ArgumentNullException.ThrowIfNull(safeDirectories);
        safe = new(() => safeDirectories().ToList() is var values ? [.. values.Skip(values.LastIndexOf("") + 1)] : []);
        (this.ownerOf, this.user) = (ownerOf, user);
        // Who has become root by sudo has not stopped to be somebody.
        behindRoot = user == 0 && uint.TryParse(Environment.GetEnvironmentVariable(UserOfSudo), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;
    }

    /// <summary>Only what the user of this process owns.</summary>
    public static RepositoryOwners Current { get; } = new();

    /// <summary>Checks where a repository was found.</summary>
    /// <exception cref="PolicyException">A part of it belongs to somebody else, and nobody has listed it.</exception>
    internal void Demand(RepositoryLocation location)
    {
        string?[] parts = [location.PointerFile, location.WorkTree, location.GitDirectory, location.CommonDirectory];
        if (parts.FirstOrDefault(part => part is not null && !IsOurs(part)) is not { } foreign)
            return;
        var place = location.WorkTree ?? location.GitDirectory;
        if (!safe.Value.Any(value => Covers(value, place)))
            throw new PolicyException($"detected dubious ownership in repository at '{Escape.ForDisplay(place)}': '{Escape.ForDisplay(foreign)}' belongs to another user, and safe.directory does not list the repository");
    }

    private bool IsOurs(string path) => ownerOf(path) is not { } owner || user is null || owner == user || owner == behindRoot;

    private static bool Covers(string value, string place) =>
        value == "*" || (value.EndsWith("/*", StringComparison.Ordinal) ? place.StartsWith(value[..^1], StringComparison.Ordinal) : Path.TrimEndingDirectorySeparator(value) == place);
}
