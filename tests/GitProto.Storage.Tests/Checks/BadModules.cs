namespace GitProto.Storage.Tests.Checks;

/// <summary>Files <c>.gitmodules</c> and <c>.gitattributes</c>, good ones and bad ones.</summary>
internal static class BadModules
{
    public static IEnumerable<string> All => [.. Urls.Select(url => Of("url", url)), .. Names.Select(name => $"[submodule \"{name}\"]\n\turl = ./x\n"), .. Paths.Select(path => Of("path", path)), .. Updates.Select(update => Of("update", update)), .. Syntax];

    /// <summary>A file with one value.</summary>
    public static string Of(string key, string value) => $"[submodule \"x\"]\n\t{key} = \"{value}\"\n";

    public static IEnumerable<string> Urls =>
    [
        "https://example.com/x.git", "-u./x", "-x", "./-x", "../-x", "--upload-pack=x", "./x", "../x", ".", "..", "", "x", "/x", "ssh://-oProxyCommand=x/y", "git@example.com:x", "ext::sh -c x",
        "https://one.example.com?%0ahost=two.example.com/foo.git", "https://one.example.com?%0Ahost=two", "https://one/%0a", "https://one/%0d", "https://one/%00", "https://one/a%0ab#%0a",
        "https://one/x\\nhost=two", "git://h/r%0a.git", "git://h:1234/repo%0a.git", "git://%0a", "git://h/r.git", "git://", "./%0ahost=two.example.com/foo.git", "../x%0a", "./x%0ay", "data://acjbkd%0akajfdickajkd", "ssh://h/%0a", "x%0ay", "file://x/%0a",
        "http::one.example.com/foo.git", "http::http://one.example.com/foo.git", "https::https://x/y", "https::ftp://x/y", "ftp::x", "ftps::ftps://h/x", "http::", "http:::x", "ftp://h/x", "ftps://h/x", "HTTP://h/%0a", "http:h/%0a", "http:/h%0a", "://one.example.com/foo.git",
        "http:///one.example.com/foo.git", "http://", "https:///", "https://@/x", "https://u@h/x", "https://u:p@h/x", "https://?x", "https://h?x", "https://h#x", "https://h", "https://h:", "https://h:/x", "https://h:1/x",
        "https://h:65535/x", "https://h:00080/x", "https://[::1]/x", "https://[::1]:80/x", "https://h%0a/x", "https://h_x/y",
        "https://h/a/../x", "https://h/./x", "https://h/a/..?x/../..", "https://h//../x", "https://h/a//../../x", "https://h/a/...", "https://h/.../x",
        "../../../:one.example.com/foo.git", "../../..//one.example.com/foo.git", "../../../one", "..\\\\../.\\\\../:one.example.com/foo.git", "..\\\\/x", "../:x", ".././:x", "./:x", "./..//x", "..//x", "../..", "../.", ".//x", "./../:x", "...//x", "..x/:y", ".\\\\x", ".\\\\:x", "../\\\\x", "../ /x",
        "https://h/x\r", "javascript:alert(1)", "https://h:80:80/x", "https://a@b@c/x", "https://u%40@h/x", "1http://x", "http+unix://x/%0a", "https://h/\u00e9",
    ];

    /// <summary>Taken by git up to 2.43, refused since.</summary>
    public static IEnumerable<string> MalformedUrls =>
    [
        "https://one/%0", "https://one/%", "https://one/%zz", "https://:80/x", "https://u@:1/x", "https://h:0/x", "https://h:65536/x", "https://h:99999999999/x", "https://h:8x/x", "https://h:-1/x", "https://h h/x", "https://h%41/x", "https://h*x/y", "https://h~x/y", "https://h!/x", "https://h/..", "https://h/../x", "https://h/a/../../x", "https://h/%2e%2e/x", "https://h/a/.%2E/..", "https://h/a/b/../../..", "https://u%zz@h/x", "https://\u00e9/x",
    ];

    public static IEnumerable<string> Names =>
    [
        "x", "a..b", "..", ".", "...", "../x", "x/..", "x/../y", "..\\\\x", "x\\\\..", "x\\\\..\\\\y", "", "a..b/../../../.git/", "a..b\\\\..\\\\..\\\\.git\\\\", "a/b", "/x", "x/", "..x", "x..", "x/..y", "x/y..", "-x", ".git", "a\\\"b", "a.b", "a b", "x/../", "/..", "\\\\..", "\u00e9",
    ];

    public static IEnumerable<string> Paths => ["x", "a/b", "-x", "--x", "./-x", "x/-y", "", "a..b", "x/", ".gitx"];

    public static IEnumerable<string> Updates => ["!x", "none", "checkout", "merge", "rebase", "!", " !x", "", "x!"];

    public static IEnumerable<string> Syntax =>
    [
        "", "[submodule]\nurl = -x\n", "[submodule.x]\nurl = -x\n", "[submodule.x.y]\nurl=-x\n", "[submodule \"x\"] url = -x", "[SUBMODULE \"x\"]\nURL = -x", "[submodule \"x\"]\nurl\n", "[submodule \"x\"]\nurl =\n", "[submodule \"x\"]\nurl = -x ; y\n", "[submodule \"x\"]\nurl = \"-x\n",
        "[submodule \"x\"]\nurl = \\\n-x\n", "[submodule \"x\"]\nurl = a\\qb\n", "[submodule \"x\"]\n# url = -x\n", "[submodule \"x\"\nurl = -x\n", "[submodule \"x\"] # c\nurl = -x\n", "[submodule 'x']\nurl = -x\n", "[submodule\t \"x\"]\nurl = -x\n", "[submodule \"x\" ]\nurl = -x\n",
        "[submodule \"a\\\"b\\\\c\"]\nurl = -x\n", "[submodule \"a\nb\"]\nurl = -x\n", "url = -x\n", "[a]\nurl = -x\n[submodule \"..\"]\nx = 1\n", "[submodule \"..\"]\n", "[submodule \"x\"]\r\nurl = -x\r\n", "[submodule \"x\"]\nurl = x\r", "[submodule \"x\"]\nurl = \"x\r\"\r\n".Replace("x\r", "x", StringComparison.Ordinal),
        "[submodule \"x\"]\nurl = -x\n[broken\n", "[broken\n[submodule \"x\"]\nurl = -x\n", "[submodule \"x\"]\n1url = -x\n", "[submodule \"x\"]\nur_l = -x\n", "[submodule \"x\"]\nurl : -x\n", "[submodule \"x\"]\nurl   =   -x   \n",
        "[submodule \"x\"]\nurl = \"\"-x\n", "[submodule \"x\"]\nurl = ht\"tps:///\"x\n", "[submodule \"x\"]\nurl = a\"\n-x\"\n", "[submodule \"x\"]\nurl = ./a\\nb\n", "[submodule \"x\"]\nurl = ./a\\tb\\b\n", "junk\n", "]\n", "[]\nx = 1\n", "[ submodule \"x\"]\nurl = -x\n", "[sub_module]\n", "[submodule \"x\"]\nupdate = !x\npath = -x\nurl = -x\n",
        "[submodule \"x\\", "[submodule \"x\\\n\"]", "[submodule \"x\"", "[submodule \"x", "[submodule \"", "[submodule ", "[submodule", "[", "[submodule \"x\"]url", "[submodule \"x\"]\nurl = a # \"b\n", "[submodule \"x\"]\nurl = \"a # b\n", "[submodule \"x\"]\nurl = x\\", "[submodule \"x\"]\n\u00e9 = x\n", "{\"x\": 1}\n",
    ];
}
