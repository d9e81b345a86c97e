using System.Collections;
using IocExplorer.Workers.Host;

return await WorkerProgram.RunAsync(
    args,
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""));
