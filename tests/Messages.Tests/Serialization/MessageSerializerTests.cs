using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;

namespace IocExplorer.Messages.Tests.Serialization;

public sealed class MessageSerializerTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("serializer", SerializationConfig.Hocon);
    private readonly IReadOnlyList<IActorRef> _actors;
    private readonly MessageSerializer _serializer;

    public MessageSerializerTests()
    {
        _actors = [_system.ActorOf(Props.Empty, "a"), _system.ActorOf(Props.Empty, "b"), ActorRefs.Nobody];
        _serializer = (MessageSerializer)_system.Serialization.FindSerializerForType(typeof(HuntProtocol.Wake));
    }

    public static TheoryData<string> Types => [.. RemoteMessages.All.Select(type => type.FullName!)];

    public void Dispose() => _system.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMessage_GoesThere_AndComesBackTheSame(string name)
    {
        var type = typeof(IRemoteMessage).Assembly.GetType(name, throwOnError: true)!;
        for (var seed = 0; seed < 300; seed++)
        {
            var message = new AnyMessage(seed, _actors).Make(type);

            var read = _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));

            Assert.Equal(type, read.GetType());
            Assert.Equal(AnyMessage.Describe(message), AnyMessage.Describe(read));
        }
    }

    [Fact]
    public void Manifests_AreShortNamesWithAVersion_AndNoTypeNames() =>
        Assert.All(MessageTable.ByManifest.Keys, manifest => Assert.Matches("^[a-z-]{3,22}[0-9]+$", manifest));

    [Fact]
    public void Table_NamesEveryMessage_AndNothingElse() =>
        Assert.Equal(RemoteMessages.All.Select(t => t.FullName).Order(), MessageTable.ByType.Keys.Select(t => t.FullName).Order());

    [Fact]
    public void AnswerWithEverything_ComesBackWithEverything()
    {
        var ioc = new Ioc(IocType.Domain, "evil.com");
        var answer = new Answer.Found([new("l\0\u001B\uD800", new(IocType.Url, "http://a/\uDC00")) { Seen = new(1, 1_700_000_000) }], Cut: true)
        {
            Tags = [new(ioc, "popular #1", TagClass.KnownGood)],
            Total = 12_345_678_901,
        };
        var answered = new QueryBrokerProtocol.Answered(
            [new(new(new(7), ioc), new(answer, DateTimeOffset.UnixEpoch.AddMilliseconds(5))), new(new(new(8), ioc), null)]);

        var read = (QueryBrokerProtocol.Answered)_serializer.FromBinary(_serializer.ToBinary(answered), "answered1");

        Assert.Equal(AnyMessage.Describe(answered), AnyMessage.Describe(read));
        Assert.Null(read.Queries[1].Answer);
    }

    [Fact]
    public void TagsWithTimes_ComeBackAsTheyWere()
    {
        var ioc = new Ioc(IocType.File, new('a', 64));
        var answer = new Answer.Found([new("l", ioc)], Cut: false)
        {
            Tags =
            [
                .. Enumerable.Range(0, 300).Select(i => new AnswerTag(new(IocType.File, $"{i:D64}"), $"malicious={i}", TagClass.KnownBad)
                {
                    AsOf = uint.MaxValue,
                    OnlyWithTags = true,
                }),
                new AnswerTag(ioc, "name=a", TagClass.Info),
            ],
        };
        var bytes = _serializer.ToBinary(new QueryBrokerProtocol.Answered([new(new(new(7), ioc), new(answer, DateTimeOffset.UnixEpoch))]));

        var read = ((QueryBrokerProtocol.Answered)_serializer.FromBinary(bytes, "answered1")).Queries[0].Answer!.Value.Answer;

        Assert.Equal(answer.Tags, ((Answer.Found)read).Tags);
    }

    [Fact]
    public void FieldsOfANewerVersion_AreSkipped_AndMissingOnesHaveDefaults()
    {
        // Table: "New". Body: field 1 as today (trees: 3), fields 20 to 23 of each kind, which nobody knows yet.
        byte[] newer = [0x0A, 3, .. "New"u8, 0x12, 25, 0x08, 6, 0xA0, 1, 5, 0xA9, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0xB2, 1, 1, 9, 0xBD, 1, 1, 2, 3, 4];

        Assert.Equal(new HuntProtocol.Submitted(3), _serializer.FromBinary(newer, "hunt-submitted1"));
        Assert.Equal(new HuntProtocol.Submitted(0), _serializer.FromBinary([], "hunt-submitted1"));
    }

    [Theory]
    [InlineData("ask2")]
    [InlineData("")]
    [InlineData("IocExplorer.Messages.Protocols.HuntProtocol+Wake, IocExplorer.Messages")]
    [InlineData("System.Object")]
    public void UnknownManifest_IsRefusedByName(string manifest)
    {
        var problem = Assert.Throws<SerializationException>(() => _serializer.FromBinary([1, 2, 3], manifest));

        Assert.Contains($"'{manifest}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypeOutsideOfTheTable_IsRefusedByName()
    {
        Assert.Contains("System.Text.StringBuilder", Assert.Throws<SerializationException>(() => _serializer.ToBinary(new StringBuilder())).Message,
            StringComparison.Ordinal);
        Assert.Throws<SerializationException>(() => _system.Serialization.FindSerializerForType(typeof(StringBuilder)));
    }

    [Fact]
    public void JsonWithATypeName_IsRefused_WhateverTheType()
    {
        var bytes = """{"$type":"System.Text.StringBuilder, System.Private.CoreLib"}"""u8.ToArray();

        Assert.Contains("off", Assert.Throws<SerializationException>(() => _system.Serialization.Deserialize(bytes, 1, typeof(StringBuilder))).Message,
            StringComparison.Ordinal);
        Assert.ThrowsAny<SerializationException>(() => _system.Serialization.Deserialize(bytes, 1, "System.Text.StringBuilder, System.Private.CoreLib"));
    }

    [Fact]
    public void AbsurdLengths_AreRefused_BeforeAnythingIsAllocated()
    {
        byte[][] absurd =
        [
            [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0x80], [0x12, 2, 0x08, 0x80], [0x13],
            [0x00, 0x00],
            [0x12, 10, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.All(absurd, bytes => Assert.Throws<SerializationException>(() => _serializer.FromBinary(bytes, "hunt-submitted1")));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void MutatedBytes_GiveAValueOrARefusal_AndLittleMemory()
    {
        var random = new Random(8);
        var samples = RemoteMessages.All.SelectMany(type => Enumerable.Range(0, 6).Select(seed => new AnyMessage(seed, _actors).Make(type)))
            .Select(message => (_serializer.Manifest(message), Bytes: _serializer.ToBinary(message))).ToArray();
        var (values, refusals) = (0, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var (manifest, bytes) = samples[i % samples.Length];
            var mutated = Mutate(bytes, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.NotNull(_serializer.FromBinary(mutated, manifest));
                values++;
            }
            catch (SerializationException)
            {
                refusals++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000 + (200L * mutated.Length));
        }

        Assert.True(values > 1000 && refusals > 1000, $"{values} values, {refusals} refusals");
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(mutated.Count + 1);
            switch (random.Next(4))
            {
                case 0: mutated.RemoveRange(at, mutated.Count - at); break;
                case 1: mutated.Insert(at, (byte)random.Next(256)); break;
                case 2 when at < mutated.Count: mutated[at] = (byte)random.Next(256); break;
                case 3 when at < mutated.Count: mutated.RemoveAt(at); break;
                default: mutated.Add(0xFF); break;
            }
        }

        return [.. mutated];
    }
}
