using GitProto.Server;

namespace GitProto.AspNetCore;

/// <summary>What a client asks for, as authorization handlers see it: the resource of the requirement.</summary>
/// <param name="Service">What it wants to do.</param>
/// <param name="Repository">The repository that was really opened (<see cref="ServedRepository.Name"/>), not the words of the client.</param>
public sealed record GitAccess(GitService Service, string Repository);
