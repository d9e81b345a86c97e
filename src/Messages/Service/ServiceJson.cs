using System.Text.Json.Serialization;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Messages.Service.Seeds;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Messages.Service;

/// <summary>The JSON of the API and of the nodes' status: camel case, enumerations as words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmitHunt))]
[JsonSerializable(typeof(SeedPreview))]
[JsonSerializable(typeof(HuntView))]
[JsonSerializable(typeof(HuntPage))]
[JsonSerializable(typeof(TreePage))]
[JsonSerializable(typeof(ProgressView))]
[JsonSerializable(typeof(SummaryView))]
[JsonSerializable(typeof(ExportFormatList))]
[JsonSerializable(typeof(NodeList))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(MadeToken))]
[JsonSerializable(typeof(CoordinatorStatus))]
[JsonSerializable(typeof(WorkerStatus))]
[JsonSerializable(typeof(TreeTally))]
[JsonSerializable(typeof(HuntRules))]
[JsonSerializable(typeof(IReadOnlyList<BadSeedLine>))]
public sealed partial class ServiceJson : JsonSerializerContext;
