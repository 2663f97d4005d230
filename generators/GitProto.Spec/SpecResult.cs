using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>What loading gave: everything that is healthy, and every problem found.</summary>
/// <param name="Model">The resolved spec, without what could not be read.</param>
/// <param name="Diagnostics">All problems, ordered by file and place.</param>
public sealed record SpecResult(SpecModel Model, IReadOnlyList<SpecDiagnostic> Diagnostics);
