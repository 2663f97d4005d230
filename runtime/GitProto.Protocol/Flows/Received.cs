namespace GitProto.Protocol;

/// <summary>An event of a flow: what came, and the message it came in.</summary>
/// <param name="Event">The number of the event in its flow.</param>
/// <param name="Message">The message; null for a flush or the end of the input.</param>
public readonly record struct Received(int Event, object? Message);
