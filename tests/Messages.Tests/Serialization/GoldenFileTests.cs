using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;

namespace IocExplorer.Messages.Tests.Serialization;

/// <summary>
/// What stands in journals is read for ever. A golden file holds one event as it was once written: its bytes in hexadecimal, then what
/// they say. A file is never changed;
/// a new form has a new manifest and a new file.
/// </summary>
public sealed class GoldenFileTests : IDisposable
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 28, 5, 6, 7, 123, TimeSpan.Zero);

    // One of each, with every field set.
    private static readonly IRemoteMessage[] s_samples =
    [
        new HuntProtocol.Submitted(100_000),
        new HuntProtocol.TreesEnded([new(1, HuntProtocol.TreeEndKind.Complete, 4711), new(99_999, HuntProtocol.TreeEndKind.GivenUp, 0)]),
        new HuntProtocol.Paused(),
        new HuntProtocol.Resumed(),
        new HuntProtocol.Cancelled(),
        new HuntProtocol.Retried([2, 300, 70_000]),
        new HuntProtocol.Deleted(),
        new HuntProtocol.Snapshot(5, 1, ".cmg.", [0, 70_000, 3, 0, 0], true),
        new QuotaProtocol.PermitsReserved("VirusTotal 0123456789abcdef", 16, "day 20785: 17"),
        new QuotaProtocol.KeyOut("VirusTotal 0123456789abcdef", NotAnsweredReason.Refused, "HTTP 401", s_at, s_at.AddDays(1)),
        new QuotaProtocol.KeyBack("VirusTotal 0123456789abcdef"),
        new QuotaProtocol.OperationOut("VirusTotal 0123456789abcdef", new(7), "HTTP 403 ForbiddenError", s_at),
        new QuotaProtocol.OperationBack("VirusTotal 0123456789abcdef", new(7)),
        new QuotaProtocol.Snapshot(
            [new QuotaProtocol.PermitsReserved("k", 1, "q"), new QuotaProtocol.KeyOut("k", NotAnsweredReason.Throttled, "later", s_at, null)]),
    ];

    // Answers stand in no journal, but nodes of two versions tell them to each other while a cluster is updated.
    private static readonly Dictionary<string, QueryBrokerProtocol.Answered> s_answers = new()
    {
        ["answered1"] = Answered(
            new Answer.Found([new("points to", new(IocType.IpAddress, "192.0.2.1")) { Seen = new(1, 1_700_000_000) }], Cut: true)
            {
                Tags = [new(new(IocType.Domain, "a.example"), "malicious=3", TagClass.KnownBad) { AsOf = 5, OnlyWithTags = true }],
                Total = 7,
            },
            Answer.Empty.Instance),
        ["answered1-dropped"] = Answered(
            new Answer.Found([new("points to", new(IocType.IpAddress, "192.0.2.1"))], Cut: false)
            {
                Dropped = [new("not an address", "points to", "is no IP address"), new("x", "names", "is no domain name")],
            },
            Answer.Empty.Without([new("y", "names", "is no domain name")])),
    };

    private readonly Akka.Actor.ActorSystem _system = Akka.Actor.ActorSystem.Create("golden", SerializationConfig.Hocon);
    private readonly MessageSerializer _serializer;

    public GoldenFileTests() => _serializer = new((Akka.Actor.ExtendedActorSystem)_system);

    public static TheoryData<string> Manifests =>
        [.. MessageTable.ByManifest.Values.Where(line => RemoteMessages.InJournals.Contains(line.Type)).Select(line => line.Manifest)];

    public static TheoryData<string> AnswerFiles => [.. s_answers.Keys];

    public void Dispose() => _system.Dispose();

    [Fact]
    public void EveryEvent_HasASample() =>
        Assert.Equal(RemoteMessages.InJournals.Select(type => type.FullName).Order(), s_samples.Select(sample => sample.GetType().FullName).Order());

    [Theory]
    [MemberData(nameof(Manifests))]
    public void EventOfLongAgo_IsReadAsItWasWritten(string manifest)
    {
        var lines = Read(manifest, () => s_samples.Single(sample => _serializer.Manifest(sample) == manifest));

        Assert.Equal(lines[1], AnyMessage.Describe(_serializer.FromBinary(Convert.FromHexString(lines[0]), manifest)));
    }

    [Theory]
    [MemberData(nameof(AnswerFiles))]
    public void AnswerOfAnotherVersion_IsReadAsItWasWritten_AndWrittenAsItWas(string name)
    {
        var lines = Read(name, () => s_answers[name]);

        Assert.Equal(lines[1], AnyMessage.Describe(_serializer.FromBinary(Convert.FromHexString(lines[0]), "answered1")));
        Assert.Equal(lines[0], Convert.ToHexString(_serializer.ToBinary(s_answers[name])));
    }

    private static QueryBrokerProtocol.Answered Answered(params Answer[] answers) =>
        new([.. answers.Select((answer, at) => new QueryBrokerProtocol.AnsweredQuery(new(new(at + 1), new(IocType.Domain, "a.example")), new(answer, s_at)))]);

    private string[] Read(string name, Func<IRemoteMessage> sampleOf)
    {
        var file = Path.Combine(Folder(), name + ".txt");
        if (!File.Exists(file))
        {
            var sample = sampleOf();
            File.WriteAllText(file, $"{Convert.ToHexString(_serializer.ToBinary(sample))}\n{AnyMessage.Describe(sample)}\n");
            Assert.Fail($"{file} was lacking. It was written: look at it, and check it in.");
        }

        return File.ReadAllLines(file);
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IocExplorer.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No IocExplorer.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder, "tests", "Messages.Tests", "Golden");
    }
}
