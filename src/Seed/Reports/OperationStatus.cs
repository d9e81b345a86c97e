using IocExplorer.Messages;

namespace IocExplorer.Seed.Reports;

/// <summary>What a source can be asked.</summary>
/// <param name="WhyOff">Why this one is not asked though the source is on; null when it is.</param>
/// <param name="Labels">The relations it yields, as trees show them; empty when only its data can say.</param>
internal sealed record OperationStatus(string Name, IReadOnlyList<IocType> Accepts, IReadOnlyList<string> Labels, string? WhyOff);
