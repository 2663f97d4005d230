namespace GitProto.Client;

/// <summary>Asks one helper after another. Whoever gave the credentials is told what became of them, and nobody else.</summary>
/// <param name="helpers">The helpers, in the order in which they are asked.</param>
public sealed class CredentialHelpers(params IReadOnlyList<ICredentialHelper> helpers) : ICredentialHelper
{
    private ICredentialHelper? giver;

    /// <inheritdoc/>
    public async ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken)
    {
        foreach (var helper in helpers)
        {
            if (await helper.FillAsync(request, cancellationToken).ConfigureAwait(false) is { } found)
            {
                giver = helper;
                return found;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        giver?.ApproveAsync(request, credential, cancellationToken) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        giver?.RejectAsync(request, credential, cancellationToken) ?? ValueTask.CompletedTask;
}
