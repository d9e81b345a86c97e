using IocExplorer.SourceSimulator;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
