return await GitProto.Cli.Tool.RunAsync(args);
