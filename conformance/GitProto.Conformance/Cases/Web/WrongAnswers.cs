using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire.Http;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Web;

/// <summary>What clients of HTTP are answered that they have to refuse.</summary>
internal static class WrongAnswers
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("http.smart-type", "text", "The advertisement comes as text.", (_, answer) => answer.With("Content-Type", HttpTransport.TextType)),
        new("http.smart-type", "other-service", "The advertisement comes as that of a push.", (_, answer) => answer.With("Content-Type", HttpTransport.ReceivePackAdvertisement)),
        new("http.header-or-version", "refs-at-once-v0", "A smart answer begins with a ref.", Same) { Body = WithoutHeader, Also = ["service-header.first-packet"] },
        new("http.header-or-version", "refs-at-once-v1", "A smart answer begins with a ref, where version 1 was asked for.", Same) { Body = body => WithoutVersion(WithoutHeader(body)), Protocol = 1 },
        new("http.header-or-version", "no-version-v2", "A smart answer begins with a capability of version 2.", Same) { Body = WithoutVersion, Protocol = 2 },
        new("http.header-or-version", "text-v2", "A smart answer is a page of text.", Same) { Body = _ => "<html>It works!</html>\n"u8.ToArray(), Protocol = 2 },
        new("http.header-or-version", "nothing-v0", "A smart answer is empty.", Same) { Body = _ => [] },
        new("service-header.same-service", "push", "The service in front of the refs is another than was asked for.", Same) { Body = body => [.. Header(ServiceHeaderService.ReceivePack), .. WithoutHeader(body)] },
        new("http.redirect-shape", "other-query", "A redirect leads to a URL with more behind the service.", (request, _) => Redirect(request.Target + "&more=1")) { Requests = 2 },
        new("http.redirect-shape", "other-path", "A redirect leads to a URL with another path.", (request, _) => Redirect($"/moved{request.Target.Replace("/info/refs", "/refs", StringComparison.Ordinal)}")) { Requests = 2 },
        new("http.forbidden", "403", "The advertisement is forbidden.", (_, answer) => answer.WithStatus(403, "Forbidden")) { Body = _ => [] },
        new("http.forbidden", "407", "A proxy that there is none of asks for credentials.", (_, answer) => answer.WithStatus(407, "Proxy Authentication Required").With("Proxy-Authenticate", "Basic realm=\"proxy\"")) { Body = _ => [] },
    ];

    private static HttpHead Same(HttpHead request, HttpHead answer) => answer;

    private static HttpHead Redirect(string target) => new("HTTP/1.1 302 Found", [new("Location", target), new("Content-Length", "0")]);

    private static byte[] Header(ServiceHeaderService service) => [.. PacketBytes.Of(new ServiceHeader { Service = service }, Role.Server)];

    /// <summary>What stands behind the service and its flush.</summary>
    private static byte[] WithoutHeader(byte[] body)
    {
        var header = Header(ServiceHeaderService.UploadPack);
        return body.AsSpan().StartsWith(header) ? body[header.Length..] : throw new InvalidDataException("the answer does not begin with its service");
    }

    /// <summary>What stands behind the first line.</summary>
    private static byte[] WithoutVersion(byte[] body) => [.. PacketBytes.Cut(body).Skip(1).SelectMany(packet => packet)];
}
