using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GitProto.Tests;

/// <summary>
/// An Apache of its own on a free loopback port. A CGI program, by default <c>git http-backend</c>, answers below <c>/git/</c>, and below <c>/auth/</c> to
/// those who prove who they are. It serves the repositories of <see cref="Root"/>.
/// </summary>
internal sealed class ApacheServer : IDisposable
{
    private const int MaxTries = 5;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private readonly ApacheFiles files;
    private readonly Process process;

    public ApacheServer(ApacheOptions? options = null)
    {
        Directory.CreateDirectory(Root);
        files = new ApacheFiles(Place, Root, options ?? new ApacheOptions());
        (process, Port) = Start();
    }

    public TestDirectory Place { get; } = new();

    /// <summary>Where the served repositories are.</summary>
    public string Root => Place.At("served");

    public int Port { get; }

    /// <summary>One line for each request: status, method, target, then the request's headers that matter, a dash where there is none.</summary>
    public IReadOnlyList<string> Requests => ApacheFiles.Lines(files.AccessLog);

    /// <summary>What Apache and the program have complained of.</summary>
    public string Errors => string.Join('\n', ApacheFiles.Lines(files.ErrorLog));

    /// <summary>The path of a served repository below <see cref="Place"/>.</summary>
    public static string In(string name) => Path.Join("served", name);

    public string Url(string name) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/git/{name}");

    /// <summary>The URL at which Apache asks who is there.</summary>
    public string GuardedUrl(string name, string? login = null) =>
        string.Create(CultureInfo.InvariantCulture, $"http://{(login is null ? "" : login + "@")}127.0.0.1:{Port}/auth/{name}");

    public void Dispose()
    {
        Stop(process);
        Place.Dispose();
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private (Process Process, int Port) Start()
    {
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            var started = Process.Start(files.Write(port))!;
            if (Answers(started, port))
                return (started, port);
            Stop(started);
            // Somebody else may have taken the port in between; anything else fails each time.
            if (tries == MaxTries)
                throw new InvalidOperationException($"Apache does not start: {Errors}");
        }
    }

    private static bool Answers(Process started, int port)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < StartPatience && !started.HasExited;)
        {
            try
            {
                using var answer = http.Send(new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/ready")));
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                Thread.Sleep(50);
            }
        }
        return false;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
