using System;

namespace GitProto.Spec;

/// <summary>One thing that may come next.</summary>
public sealed class Candidate : IEquatable<Candidate>
{
    private Candidate(CandidateKind kind, LineSpec? line, PacketSpec? packet) => (Kind, Line, Packet) = (kind, line, packet);

    /// <summary>The end of the message.</summary>
    public static Candidate End { get; } = new(CandidateKind.End, null, null);

    /// <summary>A run of banded packets.</summary>
    public static Candidate Band { get; } = new(CandidateKind.Band, null, null);

    /// <summary>The bytes of a pack.</summary>
    public static Candidate Pack { get; } = new(CandidateKind.Pack, null, null);

    /// <summary>Any bytes.</summary>
    public static Candidate Bytes { get; } = new(CandidateKind.Bytes, null, null);

    /// <summary>What may come.</summary>
    public CandidateKind Kind { get; }

    /// <summary>The line.</summary>
    public LineSpec? Line { get; }

    /// <summary>The special packet.</summary>
    public PacketSpec? Packet { get; }

    /// <summary>In which turn a reader tries it: lines of literal bytes alone, then other lines, then lines that take anything.</summary>
    public int Rank => Line is null || Line.Pattern.IsLiteral ? 0 : Line.Pattern.IsCatchAll ? 2 : 1;

    /// <summary>A person's name for it.</summary>
    public string Name => Line?.Name ?? Packet?.Name ?? Kind switch
    {
        CandidateKind.Band => "a banded packet",
        CandidateKind.Pack => "a pack",
        CandidateKind.Bytes => "bytes",
        _ => "the end of the message",
    };

    internal static Candidate Of(LineSpec line) => new(CandidateKind.Line, line, null);

    internal static Candidate Of(PacketSpec packet) => new(CandidateKind.Special, null, packet);

    /// <summary>Whether both are the same thing.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True if they are.</returns>
    public bool Equals(Candidate? other) =>
        other is not null && Kind == other.Kind && ReferenceEquals(Line, other.Line) && ReferenceEquals(Packet, other.Packet);

    /// <summary>Whether both are the same thing.</summary>
    /// <param name="obj">The other.</param>
    /// <returns>True if they are.</returns>
    public override bool Equals(object? obj) => Equals(obj as Candidate);

    /// <summary>A hash of what it is.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => ((int)Kind * 397) ^ (Line?.GetHashCode() ?? 0) ^ (Packet?.GetHashCode() ?? 0);

    /// <summary>A person's name for it.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
