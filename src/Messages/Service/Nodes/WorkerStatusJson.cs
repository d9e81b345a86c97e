using System.Text.Json.Serialization;

namespace IocExplorer.Messages.Service.Nodes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerStatus))]
internal sealed partial class WorkerStatusJson : JsonSerializerContext;
