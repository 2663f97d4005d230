using GitProto.Client;

namespace GitProto.Tests;

/// <summary>A credential helper that always knows the same, and notes what it is told.</summary>
internal sealed class RecordingHelper(Credential? known) : ICredentialHelper
{
    public List<string> Told { get; } = [];

    public ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken)
    {
        Told.Add($"fill {request.Protocol} {request.Host} {request.Path} [{string.Join(", ", request.Challenges)}]");
        return ValueTask.FromResult(known);
    }

    public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken)
    {
        Told.Add($"approve {credential}");
        return ValueTask.CompletedTask;
    }

    public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken)
    {
        Told.Add($"reject {credential}");
        return ValueTask.CompletedTask;
    }
}
