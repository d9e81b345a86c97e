using System.Globalization;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>A built-in definition with a key set: what it asks, and what it makes of an answer.</summary>
internal sealed class SourceUnderTest
{
    public const string Key = "user:secret";
    private readonly IReadOnlyList<SourceOperation> _operations;

    public SourceUnderTest(string name)
    {
        using var stream = typeof(SourceDefinitions).Assembly.GetManifestResourceStream($"IocExplorer.Workers.Sources.{name}.json").ShouldNotBeNull();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var read = SourceDefinitions.Read($"{name}.json", bytes.ToArray());
        read.Errors.ShouldBeEmpty();
        Definition = read.Definitions.ShouldHaveSingleItem();
        _operations = [.. Definition.Operations.Select(Make)];
    }

    public SourceDefinition Definition { get; }

    public async Task<string> AskAsync(string operation, IocType type, string value, NextPage? next = null)
    {
        using var request = Of(operation).CreateRequest(new(type, value), Key, next, Of(operation).Limit ?? 500);
        var text = new StringBuilder($"{request.Method} {request.RequestUri!.AbsoluteUri}");
        foreach (var header in request.Headers.Where(header => header.Key != "Accept").OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" | {header.Key}: {string.Join(' ', header.Value)}");
        }

        return text.Append(request.Content is { } content ? " | " + await content.ReadAsStringAsync() : "").ToString();
    }

    public PageOutcome Read(string operation, IocType type, string value, string body, int status = 200) =>
        Of(operation).ReadPage(status, Encoding.UTF8.GetBytes(body), new(type, value), Of(operation).Limit ?? 500);

    /// <summary>What a good page holds: a line for each relation, with its times.</summary>
    public IReadOnlyList<string> Relations(string operation, IocType type, string value, string body) =>
        [.. Page(operation, type, value, body).Relations.Select(r => $"{r.Label} {r.Target.Value}{Time(r.Seen.First)}{Time(r.Seen.Last)}")];

    /// <summary>What a good page says beside relations: a line for each tag.</summary>
    public IReadOnlyList<string> Tags(string operation, IocType type, string value, string body) =>
        [.. Page(operation, type, value, body).Tags.Select(t => $"{t.About.Value} {t.Name} {t.Class.Name()}")];

    public PageOutcome.Page Page(string operation, IocType type, string value, string body) =>
        Read(operation, type, value, body).ShouldBeOfType<PageOutcome.Page>();

    private static string Time(DateTimeOffset? time) => time is { } at ? " " + at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) : "";

    private SourceOperation Of(string name) => _operations.Single(o => o.Operation.Name == name);

    private SourceOperation Make(OperationDefinition operation)
    {
        SourceOperation.TryCreate(Definition, operation, new SourceSettings { ApiKeys = [Key] }, new(), out var made, out var off).ShouldBeTrue(off?.Reason);
        return made!;
    }
}
