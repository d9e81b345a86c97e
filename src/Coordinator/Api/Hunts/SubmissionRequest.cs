using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>A submitted hunt before validation.</summary>
/// <param name="Caller">The name of the token.</param>
/// <param name="IdempotencyKey">Null without.</param>
/// <param name="Options">The seeds may be missing: then they are in <paramref name="File"/>.</param>
/// <param name="Rules">Those of <paramref name="Options"/> or of the query string.</param>
/// <param name="File">A seed file; null when the seeds are in the options.</param>
internal sealed record SubmissionRequest(string Caller, string? IdempotencyKey, SubmitHunt Options, HuntRulesInput Rules, ReadOnlyMemory<byte>? File);
