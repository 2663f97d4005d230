namespace GitProto.Storage;

/// <summary>The settings of a <c>.gitmodules</c>, in which a clone would believe.</summary>
/// <remarks>Sources: CVE-2018-11235, CVE-2018-17456, CVE-2019-19604, CVE-2020-5260, CVE-2020-11008, CVE-2025-48384.</remarks>
internal static class ModulesCheck
{
    /// <summary>Checks the content of one.</summary>
    public static void Run(FsckReporter reporter, ReadOnlySpan<byte> content)
    {
        var reader = new ConfigReader(content);
        while (reader.Read())
        {
            if (reader.Section.StartsWith("submodule."u8))
                Check(reporter, reader.Section["submodule.".Length..], reader.Key, reader.HasValue, reader.Value);
        }
        if (reader.IsBroken)
            reporter.Tell(FsckId.GitmodulesParse, "could not parse gitmodules blob");
    }

    private static void Check(FsckReporter reporter, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value)
    {
        if (!SubmodulePath.IsName(name))
            reporter.Tell(FsckId.GitmodulesName, "disallowed submodule name: ", name);
        if (name.EndsWith("\r"u8) || value.EndsWith("\r"u8))
            reporter.Tell(FsckId.GitmodulesCarriageReturn, "submodule value ends in a carriage return: ", value.EndsWith("\r"u8) ? value : name);
        if (!hasValue)
            return;
        if (key.SequenceEqual("url"u8) && !SubmoduleUrl.IsAllowed(value))
            reporter.Tell(FsckId.GitmodulesUrl, "disallowed submodule url: ", value);
        if (key.SequenceEqual("path"u8) && !SubmodulePath.IsPath(value))
            reporter.Tell(FsckId.GitmodulesPath, "disallowed submodule path: ", value);
        if (key.SequenceEqual("update"u8) && value.StartsWith("!"u8))
            reporter.Tell(FsckId.GitmodulesUpdate, "disallowed submodule update setting: ", value);
    }
}
