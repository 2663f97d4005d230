namespace GitProto.Client;

/// <summary>What is to become of one ref of the server.</summary>
/// <param name="Name">The ref.</param>
/// <param name="Source">What goes there.</param>
/// <param name="Force">True if it may move to anything.</param>
internal sealed record PushTarget(RefName Name, PushSource Source, bool Force);
