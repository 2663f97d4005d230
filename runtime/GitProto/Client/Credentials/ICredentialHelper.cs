namespace GitProto.Client;

/// <summary>Knows user names and passwords, or whom to ask. The names of its methods are git's.</summary>
/// <remarks>Source: git-credential.</remarks>
public interface ICredentialHelper
{
    /// <summary>Looks for credentials.</summary>
    /// <param name="request">Who wants them, and what is known already.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The credentials; null if there are none.</returns>
    ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken);

    /// <summary>Is told that a server took credentials.</summary>
    ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken);

    /// <summary>Is told that a server did not take credentials.</summary>
    ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken);
}
