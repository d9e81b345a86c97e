namespace IocExplorer.Seed.Tests.Service;

/// <summary>What a fake service was sent.</summary>
/// <param name="Line">Method, path and query.</param>
internal sealed record ServiceRequest(string Line, string? Authorization, string? IdempotencyKey, string? ContentType, string Body);
