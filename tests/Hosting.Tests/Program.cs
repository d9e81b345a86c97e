using IocExplorer.Hosting.Tests.Clustering;
using Xunit.Runner.InProc.SystemConsole;

// Without this word it runs the tests, as the entry point does that xunit would generate.
return args switch
{
    ["node", var connectionString, var name, var role] => await NodeChild.RunAsync(connectionString, name, role),
    _ => await ConsoleRunner.Run(args),
};
