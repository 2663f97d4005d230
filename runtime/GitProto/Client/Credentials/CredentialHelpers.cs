using System.Runtime.CompilerServices;

namespace GitProto.Client;

/// <summary>Asks one helper after another. Whoever gave the credentials is told what became of them, and nobody else. Several conversations may use it at once.</summary>
/// <param name="helpers">The helpers, in the order in which they are asked.</param>
public sealed class CredentialHelpers(params IReadOnlyList<ICredentialHelper> helpers) : ICredentialHelper
{
    private readonly ConditionalWeakTable<Credential, ICredentialHelper> givers = [];

    /// <inheritdoc/>
    public async ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken)
    {
        foreach (var helper in helpers)
        {
            if (await helper.FillAsync(request, cancellationToken).ConfigureAwait(false) is { } found)
            {
                givers.AddOrUpdate(found, helper);
                return found;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        givers.TryGetValue(credential, out var giver) ? giver.ApproveAsync(request, credential, cancellationToken) : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        givers.TryGetValue(credential, out var giver) ? giver.RejectAsync(request, credential, cancellationToken) : ValueTask.CompletedTask;
}
