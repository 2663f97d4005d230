namespace GitProto.House.Tests.Hostile;

/// <summary>A row of <c>tests/hostile.md</c>.</summary>
internal sealed record HostileRow(string Id, string Title, HostileStatus Status, string Note)
{
    public bool HasTests => Status is HostileStatus.Done or HostileStatus.Part;
}
