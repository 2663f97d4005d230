using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>A way to send a packet wrong.</summary>
/// <param name="Name">Its words in the id of a case.</param>
/// <param name="Rule">The rule that says what comes of it.</param>
/// <param name="Title">What is done, in words that go on after "the packet".</param>
/// <param name="Applies">Which packets can be sent so, from which side.</param>
/// <param name="Apply">Does it; null if this very packet cannot be sent so.</param>
/// <param name="Effect">What it makes of the conversation.</param>
public sealed record Fault(string Name, string Rule, string Title, Func<PacketKey, Role, bool> Applies, Func<byte[], FaultAction?> Apply, FaultEffect Effect = FaultEffect.Wrong);
