using System.Text.Json.Serialization;
using IocExplorer.Analysis.Differences;
using IocExplorer.Analysis.Output;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Views;

namespace IocExplorer.Analysis;

/// <summary>The JSON of what is found out about hunts: camel case, enumerations as words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    Converters = [typeof(IocJsonConverter), typeof(SeenJsonConverter)])]
[JsonSerializable(typeof(HuntReport))]
[JsonSerializable(typeof(WhyAnswer))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(OutlinePage))]
[JsonSerializable(typeof(GraphView))]
[JsonSerializable(typeof(HuntDifference))]
public sealed partial class AnalysisJson : JsonSerializerContext;
