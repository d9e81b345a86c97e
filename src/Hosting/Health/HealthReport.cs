using System.Text.Json.Serialization;

namespace IocExplorer.Hosting.Health;

/// <summary>The body of a health endpoint.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, or <c>not live</c>, <c>not ready</c>.</param>
/// <param name="Reasons">Why not; left out when all is well.</param>
internal sealed record HealthReport(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons = null);
