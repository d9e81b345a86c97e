using System.Collections;
using IocExplorer.Hosting;
using IocExplorer.Workers.Host;

using var signals = new TerminationSignals(Environment.Exit);
signals.Listen();
return await WorkerProgram.RunAsync(
    args,
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
    signals);
