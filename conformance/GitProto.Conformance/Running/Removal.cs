using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Running;

/// <summary>Removes directories with all that peers have left there, whatever they have called it.</summary>
internal static class Removal
{
    private const string Program = "rm";

    /// <summary>Removes one.</summary>
    /// <exception cref="IOException">Something in it cannot be removed, or comes anew while it is.</exception>
    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException e) when (Directory.Exists(path))
        {
            // The framework has no way to say names that are not UTF-8.
            using var program = Programs.Start(new ProgramCall(Program, "-rf", "--", Path.GetFullPath(path)));
            program.WaitForExit();
            if (Directory.Exists(path))
                throw new IOException($"'{path}' cannot be removed.", e);
        }
    }

    /// <summary>Removes one as far as it can be removed.</summary>
    /// <returns>True if it is gone.</returns>
    public static bool Try(string path)
    {
        try
        {
            Remove(path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            // Another has removed it.
        }
        return true;
    }
}
