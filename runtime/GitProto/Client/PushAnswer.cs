using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What came of a push.</summary>
/// <param name="Report">What the server reports; null if it was not asked to.</param>
/// <param name="Pack">The pack; null if none was sent, or not to its end.</param>
internal sealed record PushAnswer(Report? Report, WrittenPack? Pack);
