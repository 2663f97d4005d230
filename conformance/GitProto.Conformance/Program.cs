using GitProto.Conformance.Running;

return await ConformanceCommand.Create().Parse(args).InvokeAsync();
