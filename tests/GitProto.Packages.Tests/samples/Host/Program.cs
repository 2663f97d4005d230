using GitProto.AspNetCore;
using GitProto.Server;
using GitProto.Storage;

var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddGitProto(git => git.Resolver = new DirectoryResolver(args[0], path => FileRepository.Open(path)));

await using var app = builder.Build();
app.MapGit("/git/{**repo}");
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await Console.In.ReadToEndAsync();
