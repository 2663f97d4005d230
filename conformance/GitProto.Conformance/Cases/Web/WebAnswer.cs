using System.Globalization;
using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Web;

/// <summary>What came back.</summary>
/// <param name="Status">The status.</param>
/// <param name="Type">The media type.</param>
/// <param name="Caching">What is said of caching.</param>
/// <param name="Allowed">The methods that are said to be allowed.</param>
/// <param name="Body">The body; null if it was cut.</param>
internal sealed record WebAnswer(int Status, string? Type, string Caching, IReadOnlyList<string> Allowed, byte[]? Body)
{
    /// <summary>True if all came to a flush, with something in front of it.</summary>
    public bool IsWhole => Status == 200 && Body is { Length: > PacketBytes.Digits } && Body.AsSpan().EndsWith(PacketBytes.Special(PacketKind.Flush));

    /// <summary>It has a status.</summary>
    public string? Has(int status) => Status == status ? null : string.Create(CultureInfo.InvariantCulture, $"the status is {Status} where {status} is expected");

    /// <summary>It succeeded, and says nothing.</summary>
    public string? IsNothing => Has(200) ?? (Body is [] ? null : "there is something in the answer");

    /// <summary>It may not be kept by anybody on the way.</summary>
    public string? NotKept => Caching.Contains("no-cache", StringComparison.Ordinal) ? null : "the answer may be kept";
}
