using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Definitions;

/// <summary>Definitions and operations for the tests of this folder.</summary>
internal static class Given
{
    public const string Hash = "46173adc26721fb54f6e1a1091a892d4";

    public static readonly SourceSettings WithKeyAndHost = new() { ApiKeys = ["k3y"], BaseUrl = new("http://127.0.0.1:8080") };

    public static IReadOnlyList<SourceDefinition> BuiltIn { get; } = Good(SourceDefinitions.Load());

    public static Ioc Asked { get; } = new(IocType.Domain, "example.com");

    /// <summary>An operation of a built-in source.</summary>
    public static SourceOperation Operation(string name, SourceSettings? settings = null, ResilienceSettings? resilience = null)
    {
        var source = BuiltIn.Single(s => s.Operations.Any(o => o.Name == name));
        return Create(source, name, settings ?? WithKeyAndHost, resilience);
    }

    /// <summary>A source with one operation, out of the JSON of its particulars.</summary>
    public static SourceOperation Own(string operation, string more = "", SourceSettings? settings = null)
    {
        var json = $$"""
            {
              "name": "Own", "version": 1, "baseUrl": "https://own.example/api"{{more}},
              "operations": [{ "name": "op", "accepts": ["domain", "ip_address", "file", "email"], {{operation}} }]
            }
            """;
        return Create(Good(SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(json))).Single(), "op", settings ?? new(), null);
    }

    public static IReadOnlyList<SourceDefinition> Good(LoadedDefinitions loaded)
    {
        loaded.Errors.Select(m => m.ToString()).ShouldBeEmpty();
        return loaded.Definitions;
    }

    public static PageOutcome Read(this SourceOperation operation, string body, int status = 200, int? remaining = null) =>
        operation.Read(Encoding.UTF8.GetBytes(body), status, remaining);

    public static PageOutcome Read(this SourceOperation operation, byte[] body, int status = 200, int? remaining = null) =>
        operation.ReadPage(status, body, Asked, remaining ?? operation.Limit ?? int.MaxValue);

    public static PageOutcome.Page ReadGood(this SourceOperation operation, string body, int? remaining = null) =>
        operation.Read(body, 200, remaining).ShouldBeOfType<PageOutcome.Page>();

    public static IEnumerable<string> Values(this PageOutcome.Page page) => page.Relations.Select(r => r.Target.Value);

    private static SourceOperation Create(SourceDefinition source, string name, SourceSettings settings, ResilienceSettings? resilience)
    {
        SourceOperation.TryCreate(source, source.Operations.Single(o => o.Name == name), settings, resilience ?? new(), out var operation, out var off)
            .ShouldBeTrue(off?.Reason);
        return operation!;
    }
}
