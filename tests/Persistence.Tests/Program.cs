using IocExplorer.Persistence.Tests.Sqlite;
using Xunit.Runner.InProc.SystemConsole;

// Without these words it runs the tests, as the entry point does that xunit would generate.
return args switch
{
    ["open", var path] => await LedgerChild.OpenAsync(path),
    ["write", var path, var round] => await LedgerChild.WriteUntilKilledAsync(path, round),
    _ => await ConsoleRunner.Run(args),
};
