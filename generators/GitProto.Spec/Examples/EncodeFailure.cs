using System;

namespace GitProto.Spec.Examples;

/// <summary>Ends the encoding of an example's value: what of it the grammar cannot write.</summary>
internal sealed class EncodeFailure(string message) : Exception(message);
