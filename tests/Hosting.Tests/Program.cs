using System.Globalization;
using IocExplorer.Hosting.Tests.Clustering;
using Xunit.Runner.InProc.SystemConsole;

// Without this word it runs the tests, as the entry point does that xunit would generate.
return args switch
{
    ["node", var connectionString, var name, var role, var port] =>
        await NodeChild.RunAsync(connectionString, name, role, int.Parse(port, CultureInfo.InvariantCulture)),
    _ => await ConsoleRunner.Run(args),
};
