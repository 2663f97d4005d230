namespace GitProto.Storage;

/// <summary>There is no place where objects that come could wait until they are agreed to. Nothing of them was read.</summary>
/// <param name="message">What the system says.</param>
/// <param name="inner">How it said so.</param>
public sealed class QuarantineException(string message, Exception inner) : IOException(message, inner);
