using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GitProto.Tests;

/// <summary>A certificate of a server, signed by itself.</summary>
internal sealed class TestCertificate : IDisposable
{
    private TestCertificate(X509Certificate2 server) => Server = server;

    public X509Certificate2 Server { get; }

    /// <summary>What a client has to trust.</summary>
    public X509Certificate2Collection Roots => [Server];

    /// <summary>For a host, from yesterday until a number of days from now.</summary>
    public static TestCertificate For(string host, int days = 1)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-3), now.AddDays(days));
        return new TestCertificate(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
    }

    public void Dispose() => Server.Dispose();
}
