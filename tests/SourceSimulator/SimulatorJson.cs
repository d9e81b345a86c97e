using System.Text.Json.Serialization;
using IocExplorer.SourceSimulator.Accounting;

namespace IocExplorer.SourceSimulator;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SimulatorStats))]
[JsonSerializable(typeof(IReadOnlyList<EgressEntry>))]
[JsonSerializable(typeof(IReadOnlyList<LoggedRequest>))]
[JsonSerializable(typeof(IReadOnlyList<QueryCount>))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
