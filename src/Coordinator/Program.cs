using System.Collections;
using IocExplorer.Coordinator.Host;

return await CoordinatorProgram.RunAsync(
    args,
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""));
