using GitProto.Server;

namespace GitProto.AspNetCore;

/// <summary>What becomes of a client: it is let in to a repository, refused, or, with neither, was asked who it is.</summary>
internal sealed record GitAdmission(ServedRepository? Repository, SmartHttpRefusal? Refusal = null) : IDisposable
{
    /// <summary>The client was asked who it is; the answer is made.</summary>
    public static GitAdmission Challenged { get; } = new(null, null);

    /// <inheritdoc/>
    public void Dispose() => Repository?.Dispose();
}
