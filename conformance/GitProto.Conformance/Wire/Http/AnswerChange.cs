namespace GitProto.Conformance.Wire.Http;

/// <summary>Changes answers of a server of HTTP on their way, heads and bodies.</summary>
/// <param name="Head">What becomes of a head, by the request that it answers; null for an answer that passes as it is.</param>
/// <param name="Body">What becomes of the body behind a changed head.</param>
internal sealed record AnswerChange(Func<HttpHead, HttpHead, HttpHead?> Head, Func<byte[], byte[]> Body);
