using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Records;

public sealed class TreeRecordBytesTests
{
    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame() =>
        Prop.ForAll(AnyTreeRecord.Tree, tree => AnyTreeRecord.Describe(Read(Written(tree))) == AnyTreeRecord.Describe(tree))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Write_OfTheSameTree_GivesTheSameBytes() =>
        Prop.ForAll(AnyTreeRecord.Tree, tree => Written(tree).SequenceEqual(Written(Read(Written(tree))))).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Read_OfDamagedBytes_RefusesThemWithItsOwnException() =>
        Prop.ForAll(
            (from tree in AnyTreeRecord.Tree.Generator
             from at in Gen.Choose(0, 1_000_000)
             from bit in Gen.Choose(0, 7)
             from isCut in Gen.Elements(true, false)
             select (tree, at, bit, isCut)).ToArbitrary(),
            damage =>
            {
                var bytes = Written(damage.tree);
                var at = damage.at % bytes.Length;
                bytes[at] ^= (byte)(1 << damage.bit);
                var damaged = damage.isCut ? bytes[..at] : bytes;
                try
                {
                    Read(damaged);
                    return false;
                }
                catch (DamagedTreeRecordException)
                {
                    return true;
                }
                catch (NewerTreeRecordException)
                {
                    return at == 4;
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Read_OfANewerForm_NamesItsVersion()
    {
        var bytes = Written(Realistic(1, 2));
        bytes[4] = TreeRecordBytes.Version + 1;

        var refusal = Should.Throw<NewerTreeRecordException>(() => Read(bytes));

        refusal.Message.ShouldBe("The tree record has form 3; this program reads forms up to 2. A newer ioc-explorer wrote it: use that one to read it.");
    }

    // Ledgers hold such bytes: they are read by every later version.
    [Fact]
    public void Read_OfTheFirstForm_IsRead()
    {
        var tree = Read(Convert.FromBase64String(
            "SU9DVAH7AAAA7QAAABmFeyDpQPoOG/oAAMSP9mtvdg8RHzRawpNqSKe6i8QPoUHIeLdqTcSiaCjo5MDhYBc8iB9aQVv2LbcxHY4jgtDoRqfkZB6LWJs4YldB34RdsQ6mh7hxqPLdirXZ"
            + "6bTbuK19MJpjrM+ttKiPnmqtix6LWONfTCjaHVLxHapc/V2RoNY+u60ogCC+oWAHo/Wa3YoDQe4Z5imNNJWn59on3L7qzYpS9xCmzpym+6pIydpQID91dnnu3ASASLitECQEyCQFjNej"
            + "1WgAxu1uHHpIQJhkVHQMxQIClMaIjY2LT0jYmpZAojGz+f73Nv+YRkmU/L91VQMA"));

        AnyTreeRecord.Describe(tree).ShouldBe(AnyTreeRecord.Describe(Small()));
    }

    [Fact]
    public void Write_OfAThousandNodes_TakesTwentyKilobytesAtMost() => Written(Realistic(1, 1000)).Length.ShouldBeInRange(8_000, 20_000);

    [Fact]
    public void Write_OfATreeWithoutNodes_IsRefused() => Should.Throw<ArgumentException>(() => Written(new(1, [], [])));

    internal static byte[] Written(TreeRecord tree) => TreeRecordBytes.Pack(tree).ToArray();

    private static TreeRecord Read(byte[] bytes) => TreeRecordBytes.Unpack(bytes);

    private static TreeRecord Small()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        return new(
            7,
            [
                new(new(IocType.Domain, "evil.example"), -1, null, -1, NodeExpansion.Expanded),
                new(new(IocType.IpAddress, "203.0.113.1"), 0, "Src: resolves to", 0, NodeExpansion.Parked)
                {
                    Seen = new(1_700_000_000, 1_710_000_000),
                    Reason = "is tagged CDN",
                    Tags = [new("CDN", TagClass.Shared, "list", "7"), new("x=1", TagClass.Info, "Src")],
                },
                new(new(IocType.File, "46173adc26721fb54f6e1a1091a892d4"), 0, "Src: file", 1, NodeExpansion.DepthLimit),
                new(new(IocType.Domain, "evil.example"), 0, "Src: file", 1, NodeExpansion.Repeated),
            ],
            [
                new(0, "Src", "ips", RecordedOutcome.Found, at) { IsCut = true, Dropped = [new("no\u00efse \ud83d", "Src: resolves to", "is no IP address")] },
                new(0, "Src", "files", RecordedOutcome.Found, at.AddSeconds(-5)),
                new(0, "Other", "files", RecordedOutcome.NotAnswered, null) { Detail = "is throttled" },
            ]);
    }

    // As in published trees: addresses and files most, then domains.
    private static TreeRecord Realistic(int number, int size)
    {
        var random = new Random(number);
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var nodes = new TreeRecordNode[size];
        var answers = new List<TreeRecordAnswer>();
        nodes[0] = new(new(IocType.Domain, "evil.example"), -1, null, -1, NodeExpansion.Expanded);
        for (var at = 1; at < size; at++)
        {
            var parent = (at - 1) / 10;
            if ((at - 1) % 10 == 0)
            {
                answers.Add(new(parent, "VirusTotal", "domain-resolutions", RecordedOutcome.Found, start.AddTicks(random.NextInt64(10_000_000_000)))
                {
                    IsCut = true,
                });
                answers.Add(new(parent, "QiAnXin", "pdns", RecordedOutcome.Empty, start.AddTicks(random.NextInt64(10_000_000_000))));
            }

            var hash = new byte[32];
            random.NextBytes(hash);
            var ioc = (at % 20) switch
            {
                < 8 => new Ioc(IocType.IpAddress, $"198.51.{random.Next(256)}.{random.Next(256)}"),
                < 13 => new(IocType.File, Convert.ToHexStringLower(hash.AsSpan(0, at % 2 == 0 ? 16 : 32))),
                < 19 => new(IocType.Domain, $"{(char)('a' + random.Next(26))}{random.Next(10_000)}-shop.example"),
                _ => new(IocType.Email, $"person{random.Next(10_000)}@mail.example"),
            };
            nodes[at] = new(ioc, parent, $"VT: relation {at % 7}", answers.Count - 2, at < size / 10 ? NodeExpansion.Expanded : NodeExpansion.DepthLimit)
            {
                Seen = new(1_700_000_000 + random.Next(10_000_000), 1_710_000_000 + random.Next(10_000_000)),
                Tags = at % 25 == 0 ? [new("hosting", TagClass.Hosting, "list", "7")] : null,
            };
        }

        return new(number, nodes, answers);
    }
}
