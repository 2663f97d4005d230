using System.IO.Pipelines;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>A request over HTTP and its answer, as somebody between the sides sees them.</summary>
/// <param name="Request">The head of the request. Its path may have anything in front of the repository.</param>
/// <param name="RequestBody">The body of the request, without chunks, in the encoding that its head names.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="AnswerType">The media type of the answer; null if it is not named.</param>
/// <param name="AnswerBody">The body of the answer, without chunks, in no encoding.</param>
public sealed record WatchedExchange(SmartHttpHead Request, PipeReader RequestBody, int Status, string? AnswerType, PipeReader AnswerBody);
