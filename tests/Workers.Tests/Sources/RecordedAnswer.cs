using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>An answer as a provider gave it (or one made by hand where no recording is public), with what a correct parser finds in it.</summary>
internal sealed record RecordedAnswer(string Folder, JsonElement Json)
{
    public string Name => Json.GetProperty("file").GetString()!;

    public string Provider => Name.Split('/')[0];

    /// <summary>One that was met with 401 to 429 is given as 429 where the status is not known.</summary>
    public int Status => Json.GetProperty("http_status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : 429;

    public byte[] Body => File.ReadAllBytes(Path.Combine(Folder, Name));

    /// <summary>What was asked about; something harmless where that was no IOC.</summary>
    public Ioc Asked(IocType otherwise) => Json.GetProperty("seed") is { ValueKind: JsonValueKind.Array } seed
        ? Ioc(seed[0].GetString()!, seed[1].GetString()!)
        : new(otherwise, otherwise switch
        {
            IocType.File => "00000000000000000000000000000000",
            IocType.IpAddress => "192.0.2.200",
            IocType.Url => "http://asked.example/",
            _ => "asked.example",
        });

    public bool IsRefusal => Name.Contains("error", StringComparison.Ordinal) && Status != 404;

    public IReadOnlyList<string> MustNot => Texts("must_not");

    public IReadOnlyList<string> Tags => Texts("tags");

    /// <summary>In our form: with and without the root slash it is the same URL.</summary>
    public IReadOnlyList<string> Urls => [.. Texts("urls").Select(text => IocParser.TryParse(IocType.Url, text, out var url, out _) ? url.Value : text)];

    public JsonElement Paging => Json.GetProperty("paging");

    public IReadOnlyList<ExpectedPivot> Pivots(string list) =>
    [
        .. Json.GetProperty(list).EnumerateArray().Select(p => new ExpectedPivot(
            p.GetProperty("relation").GetString()!,
            Ioc(p.GetProperty("type").GetString()!, p.GetProperty("value").GetString()!),
            Time(p.GetProperty("first_seen")),
            Time(p.GetProperty("last_seen")))),
    ];

    /// <summary>Empty where the recordings do not stand beside the checkout.</summary>
    public static IEnumerable<RecordedAnswer> All()
    {
        if (CheckoutFolder.Recordings is null)
        {
            return [];
        }

        return new[] { "recorded", "synthetic" }.SelectMany(kind =>
        {
            var folder = Path.Combine(CheckoutFolder.Recordings, "sources", kind);
            return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement.EnumerateArray()
                .Select(e => new RecordedAnswer(folder, e));
        });
    }

    public static RecordedAnswer Find(string name) =>
        All().FirstOrDefault(c => c.Name == name) switch
        {
            null when CheckoutFolder.RecordingsAreRequired => throw new InvalidOperationException($"The recordings beside the checkout have no {name}."),
            null => Skipped(),
            var found => found,
        };

    private static RecordedAnswer Skipped()
    {
        Assert.Skip("The recordings do not stand beside this checkout; they are other people's data and no part of it.");
        throw new InvalidOperationException();
    }

    private IReadOnlyList<string> Texts(string list) => [.. Json.GetProperty(list).EnumerateArray().Select(m => m.GetString()!)];

    private static Ioc Ioc(string type, string value)
    {
        IocTypeNames.TryParse(type, out var known).ShouldBeTrue();
        return new(known, value);
    }

    private static long Time(JsonElement written) => written.ValueKind == JsonValueKind.String
        ? DateTimeOffset.Parse(written.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds()
        : 0;
}
