using GitProto.Conformance.Running;

return await ConformanceCommand.RunAsync(args);
