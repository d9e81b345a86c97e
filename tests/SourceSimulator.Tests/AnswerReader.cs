using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

/// <summary>
/// Takes the values of a relation out of an answer, written from the sources' descriptions and not from the code that
/// writes the answers.
/// </summary>
internal static class AnswerReader
{
    public static string[] ValuesOf(RelationKind relation, JsonElement answer)
    {
        if (!answer.TryGetProperty("data", out var data))
        {
            return [];
        }

        return relation switch
        {
            RelationKind.FlintAddress => [.. data.EnumerateArray()
                .SelectMany(record => record.GetProperty("rdata").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries))],
            RelationKind.RegistrantEmail => data.TryGetProperty("registrantEmail", out var emails) && emails.GetArrayLength() > 0
                ? [emails[0].GetString()!]
                : [],
            RelationKind.ReverseEmailDomain => [.. data.EnumerateArray().Select(domain => domain.GetString()!)],
            RelationKind.ReputationAddress => Contacts(data, "ip"),
            RelationKind.ReputationDomain => Contacts(data, "domain"),
            RelationKind.DomainResolution => Attributes(data, "ip_address"),
            RelationKind.FileContactedIp or RelationKind.FileContactedDomain =>
                [.. data.EnumerateArray().Select(item => item.GetProperty("id").GetString()!)],
            _ => Attributes(data, "sha256"),
        };
    }

    private static string[] Attributes(JsonElement data, string name) =>
        [.. data.EnumerateArray().Select(item => item.GetProperty("attributes").GetProperty(name).GetString()!)];

    private static string[] Contacts(JsonElement data, string name) =>
        [.. (data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().ToArray() : [data])
            .Where(item => item.TryGetProperty("network", out var network) && network.TryGetProperty(name, out _))
            .SelectMany(item => item.GetProperty("network").GetProperty(name).EnumerateArray())
            .Select(value => value.GetString()!)];
}
