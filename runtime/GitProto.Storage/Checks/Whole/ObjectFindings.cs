namespace GitProto.Storage;

/// <summary>What is found in the format of an object, as a finding about the repository.</summary>
internal static class ObjectFindings
{
    /// <summary>Gives it git's words.</summary>
    public static RepositoryFinding Of(FsckMessage message) => new(
        message.IsError ? RepositoryFindingKind.Error : RepositoryFindingKind.Warning, message.Object,
        $"{(message.IsError ? "error" : "warning")} in {message.Type.Name()} {message.Object}: {message.Id.Name()}: {message.Text}");
}
