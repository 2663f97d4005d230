using NUnit.Framework;

namespace GitProto.Examples.Running;

/// <summary>An example did not do what its page says.</summary>
internal sealed class ExampleFailedException(string message) : AssertionException(message);
