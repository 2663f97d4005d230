using GitProto.Client;

using var clone = await GitClient.CloneAsync(args[0], args[1]);
foreach (var found in clone.Repository.Refs.List())
    Console.WriteLine($"{found.Name}");
