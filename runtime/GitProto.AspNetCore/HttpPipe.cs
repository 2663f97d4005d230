using System.IO.Pipelines;

namespace GitProto.AspNetCore;

/// <summary>The two bodies of an exchange.</summary>
internal sealed record HttpPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
