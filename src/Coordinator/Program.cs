using System.Collections;
using IocExplorer.Coordinator.Host;
using IocExplorer.Hosting;

using var signals = new TerminationSignals(Environment.Exit);
signals.Listen();
return await CoordinatorProgram.RunAsync(
    args,
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
    signals);
