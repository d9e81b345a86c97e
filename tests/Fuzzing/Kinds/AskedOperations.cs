using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>Every operation of every built-in source, those that are off by default as well, and something to ask each about.</summary>
internal static class AskedOperations
{
    /// <summary>Must never be repeated.</summary>
    public const string Key = "k3y0f:fuzzing";

    public static IReadOnlyList<(OperationDefinition Definition, SourceOperation Operation)> All { get; } =
        [.. SourceDefinitions.Load().Definitions.SelectMany(
            s => s.Operations.Select(o => (o, Make(s, o) ?? throw new InvalidOperationException($"{s.Name} {o.Name} cannot be made."))))];

    private static readonly Dictionary<IocType, Ioc[]> s_asked = new()
    {
        [IocType.Domain] = [new(IocType.Domain, "shop.example.com"), new(IocType.Domain, "example.com"), new(IocType.Domain, "xn--bcher-kva.example")],
        [IocType.IpAddress] = [new(IocType.IpAddress, "192.0.2.1"), new(IocType.IpAddress, "2001:db8::1")],
        [IocType.File] = [new(IocType.File, new string('a', 64)), new(IocType.File, new string('b', 32)), new(IocType.File, new string('c', 40))],
        [IocType.Email] = [new(IocType.Email, "a@example.com")],
        [IocType.Url] = [new(IocType.Url, "http://example.com/a?b=c&d=%20#e"), new(IocType.Url, "https://192.0.2.1:8443/")],
    };

    /// <summary>Null when it cannot be asked with these settings.</summary>
    public static SourceOperation? Make(SourceDefinition source, OperationDefinition operation) =>
        SourceOperation.TryCreate(source, operation, new SourceSettings { ApiKeys = [Key], BaseUrl = new("http://127.0.0.1:8080"), Emails = true }, new(),
            out var made, out _) ? made : null;

    public static Ioc Asked(SourceOperation operation, ulong variant)
    {
        var accepts = operation.Operation.Accepts;
        var candidates = s_asked[accepts[(int)(variant % (ulong)accepts.Count)]];
        return candidates[(int)(variant / 7 % (ulong)candidates.Length)];
    }
}
