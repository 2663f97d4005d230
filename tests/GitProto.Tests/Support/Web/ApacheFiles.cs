using System.Diagnostics;
using System.Globalization;

namespace GitProto.Tests;

/// <summary>What an Apache of the tests is started with: its configuration, the script around the CGI program, and its logs.</summary>
internal sealed class ApacheFiles(TestDirectory place, string root, ApacheOptions options)
{
    private static readonly string[] Modules = ["mpm_prefork", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "alias", "env", "cgi"];

    public string AccessLog => place.At("apache", "access.log");

    public string ErrorLog => place.At("apache", "error.log");

    /// <summary>The lines of a log that has been begun.</summary>
    public static IReadOnlyList<string> Lines(string path)
    {
        if (!File.Exists(path))
            return [];
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Writes them for a port, and says how Apache is started with them.</summary>
    public ProcessStartInfo Write(int port)
    {
        Directory.CreateDirectory(place.At("apache"));
        WriteScript();
        File.WriteAllText(place.At("apache", "ready"), "ready\n");
        File.WriteAllText(place.At("apache", "logins"), Logins());
        File.WriteAllText(place.At("apache", "httpd.conf"), Configuration(port));
        string[] command = [Counterpart.Find("apache2", "httpd"), "-D", "FOREGROUND", "-f", place.At("apache", "httpd.conf"), "-E", ErrorLog];
        // Apache serves nothing as root, and as another user it could not reach the test's files: in a user namespace root has another number.
        if (Environment.UserName == "root")
            command = [Counterpart.Find("unshare"), "--user", "--map-user=1000", "--map-group=1000", "--", .. command];
        var start = new ProcessStartInfo(command[0]);
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        return start;
    }

    private void WriteScript()
    {
        var path = place.At("apache", "program");
        File.WriteAllText(path, $"#!/bin/sh\nexec {string.Join(' ', options.Program.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"))}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Passwords go through <c>htpasswd</c>, which stands beside Apache.</summary>
    private string Logins() => string.Concat(options.Logins.Select(login =>
    {
        var start = new ProcessStartInfo(Counterpart.Find("htpasswd")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-nb", login.Key, login.Value })
            start.ArgumentList.Add(argument);
        using var htpasswd = Process.Start(start)!;
        var line = htpasswd.StandardOutput.ReadToEnd().Trim();
        htpasswd.WaitForExit();
        return line + "\n";
    }));

    private string Configuration(int port)
    {
        string[] folders = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2"];
        var modules = folders.FirstOrDefault(Directory.Exists) ?? throw new InvalidOperationException("The modules of Apache are not found.");
        var variables = new Dictionary<string, string>
        {
            ["GIT_PROJECT_ROOT"] = root,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
        };
        foreach (var (name, value) in options.Environment)
            variables[name] = value;
        return string.Join('\n', [
            .. Modules.Select(name => $"LoadModule {name}_module {modules}/mod_{name}.so"),
            string.Create(CultureInfo.InvariantCulture, $"Listen 127.0.0.1:{port}"),
            "ServerName 127.0.0.1",
            $"ServerRoot \"{place.At("apache")}\"",
            $"DocumentRoot \"{place.At("apache")}\"",
            $"PidFile \"{place.At("apache", "pid")}\"",
            $"DefaultRuntimeDir \"{place.At("apache")}\"",
            $"ErrorLog \"{ErrorLog}\"",
            "LogFormat \"%>s %m %U%q protocol=%{Git-Protocol}i encoding=%{Content-Encoding}i transfer=%{Transfer-Encoding}i length=%{Content-Length}i expect=%{Expect}i user=%u\" tests",
            $"CustomLog \"{AccessLog}\" tests",
            "StartServers 2",
            "MinSpareServers 1",
            "MaxRequestWorkers 30",
            "Timeout 120",
            "KeepAlive On",
            "AllowEncodedSlashes NoDecode",
            .. variables.Select(variable => $"SetEnv {variable.Key} \"{variable.Value}\""),
            $"ScriptAlias /git/ \"{place.At("apache", "program")}/\"",
            $"ScriptAlias /auth/ \"{place.At("apache", "program")}/\"",
            "<Location /auth/>",
            "AuthType Basic",
            "AuthName \"the tests\"",
            "AuthBasicProvider file",
            $"AuthUserFile \"{place.At("apache", "logins")}\"",
            "Require valid-user",
            "</Location>",
            options.MoreConfiguration,
            "",
        ]);
    }
}
