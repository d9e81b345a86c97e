using IocExplorer.Analysis.Reports;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>A report that was made.</summary>
/// <param name="Holds">What the hunt held when it was begun.</param>
/// <param name="MadeAt">When it was begun.</param>
/// <param name="Took">How long it took; zero where another node made it.</param>
internal sealed record KeptReport(HuntReport Report, string Holds, DateTimeOffset MadeAt, TimeSpan Took);
