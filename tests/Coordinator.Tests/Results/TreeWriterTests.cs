using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Results;

public sealed class TreeWriterTests
{
    private static readonly string[] _hostile =
    [
        "../../etc/passwd", "=cmd|' /C calc'!A0", "<script>alert(\"1\")</script>", "\u001b[2J\u001b]0;owned\a", "nul\0byte", "line\nbreak\r\n",
        "\u202egpj.exe", "\ud800 lone", "'", "\"", "'\"\\", "AnyNode(id='x')", "├── ", "\ufeff", "\U0001f600", "",
    ];

    [Fact]
    public void Tree_WithTagsTimesAndAParkedNode_SaysSoOnTheNodesConcerned()
    {
        var world = new World();
        world["domain_resolutions", Domain("example.com")] = new Answer.Found(
            [
                new("VT: domain to resolution ip", Ip("192.0.2.1")) { Seen = new(0, 86_400) },
                new("VT: domain to resolution ip", Ip("192.0.2.2")) { Seen = new(1, 2) },
            ],
            Cut: false)
        {
            Tags = [new(Domain("example.com"), "malicious=4", TagClass.KnownBad), new(Ip("192.0.2.2"), "it's \"new\"", TagClass.Info)],
        };
        var rules = new HuntRules { Park = [TagClass.Shared], ShowSeen = true };

        var tree = Walks.Tree(world, Domain("example.com"), rules, (ioc, tags) =>
        {
            if (ioc == Ip("192.0.2.1"))
            {
                tags.Add(new("CDN", TagClass.Shared, "own", "3"));
            }
        });

        Walks.Txt(tree).Split('\n').ShouldBe(
        [
            "AnyNode(id='example.com', tags='known-bad: malicious=4 (VirusTotal)', type='domain')",
            "├── AnyNode(id='192.0.2.1', parked='shared: CDN (own)', relation='VT: domain to resolution ip', seen='..1970-01-02T00:00:00Z', "
                + "tags='shared: CDN (own 3)', type='ip_address')",
            "└── AnyNode(id='192.0.2.2', relation='VT: domain to resolution ip', seen='1970-01-01T00:00:01Z..1970-01-01T00:00:02Z', "
                + """tags='info: it\'s "new" (VirusTotal)', type='ip_address')""",
        ]);
        Walks.Json(tree).ShouldBe(
            """
            {
              "id": "example.com",
              "type": "domain",
              "tags": [
                {
                  "tag": "malicious=4",
                  "class": "known-bad",
                  "by": "VirusTotal"
                }
              ],
              "children": [
                {
                  "id": "192.0.2.1",
                  "type": "ip_address",
                  "relation": "VT: domain to resolution ip",
                  "seen": {
                    "last": "1970-01-02T00:00:00Z"
                  },
                  "tags": [
                    {
                      "tag": "CDN",
                      "class": "shared",
                      "by": "own",
                      "version": "3"
                    }
                  ],
                  "parked": "shared: CDN (own)"
                },
                {
                  "id": "192.0.2.2",
                  "type": "ip_address",
                  "relation": "VT: domain to resolution ip",
                  "seen": {
                    "first": "1970-01-01T00:00:01Z",
                    "last": "1970-01-01T00:00:02Z"
                  },
                  "tags": [
                    {
                      "tag": "it's \"new\"",
                      "class": "info",
                      "by": "VirusTotal"
                    }
                  ]
                }
              ]
            }
            """);
        Walks.Txt(tree, plain: true).ShouldBe(
            """
            AnyNode(id='example.com', type='domain')
            ├── AnyNode(id='192.0.2.1', relation='VT: domain to resolution ip', type='ip_address')
            └── AnyNode(id='192.0.2.2', relation='VT: domain to resolution ip', type='ip_address')
            """);
    }

    [Fact]
    public void Tree_WithSomethingMissingAndSomethingCut_SaysSoOnTheNodesConcerned()
    {
        var tree = Create();

        Walks.Txt(tree).Split('\n').ShouldBe(
        [
            "AnyNode(cut='QiAnXin flint; VirusTotal domain_downloaded_files', id='example.com', "
                + "missing='QiAnXin registrant_email: refused (HTTP 403); VirusTotal domain_resolutions: throttled', type='domain')",
            """├── AnyNode(id='192.0.2.1', missing='VirusTotal ip_downloaded_files: failed (it\'s "gone")', """
                + "relation='QAX: domain to resolution ip', type='ip_address')",
            "├── AnyNode(id='example.com', relation='VT: domain to downloaded file', type='domain')",
            "└── AnyNode(id='192.0.2.1', relation='VT: domain to downloaded file', type='ip_address')",
        ]);
        Walks.Json(tree).ShouldBe(
            """
            {
              "id": "example.com",
              "type": "domain",
              "missing": [
                {
                  "source": "QiAnXin",
                  "operation": "registrant_email",
                  "reason": "refused",
                  "detail": "HTTP 403"
                },
                {
                  "source": "VirusTotal",
                  "operation": "domain_resolutions",
                  "reason": "throttled",
                  "detail": ""
                }
              ],
              "cut": [
                {
                  "source": "QiAnXin",
                  "operation": "flint"
                },
                {
                  "source": "VirusTotal",
                  "operation": "domain_downloaded_files"
                }
              ],
              "children": [
                {
                  "id": "192.0.2.1",
                  "type": "ip_address",
                  "relation": "QAX: domain to resolution ip",
                  "missing": [
                    {
                      "source": "VirusTotal",
                      "operation": "ip_downloaded_files",
                      "reason": "failed",
                      "detail": "it's \"gone\""
                    }
                  ]
                },
                {
                  "id": "example.com",
                  "type": "domain",
                  "relation": "VT: domain to downloaded file"
                },
                {
                  "id": "192.0.2.1",
                  "type": "ip_address",
                  "relation": "VT: domain to downloaded file"
                }
              ]
            }
            """);
    }

    [Fact]
    public void PlainTree_HasOnlyWhatTheOriginalsHave()
    {
        Walks.Txt(Create(), plain: true).ShouldBe(
            """
            AnyNode(id='example.com', type='domain')
            ├── AnyNode(id='192.0.2.1', relation='QAX: domain to resolution ip', type='ip_address')
            ├── AnyNode(id='example.com', relation='VT: domain to downloaded file', type='domain')
            └── AnyNode(id='192.0.2.1', relation='VT: domain to downloaded file', type='ip_address')
            """);
        Walks.Json(Create(), plain: true).ShouldNotContain("missing");
        Walks.Json(Create(), plain: true).ShouldNotContain("cut");
    }

    [Fact]
    public void SeedAlone_IsOneNodeWithoutChildren()
    {
        var tree = Walks.Tree(new(), Domain("example.com"));

        Walks.Txt(tree).ShouldBe("AnyNode(id='example.com', type='domain')");
        Walks.Json(tree).ShouldBe("{\n  \"id\": \"example.com\",\n  \"type\": \"domain\"\n}");
    }

    [Fact]
    public void HostileTexts_StayInsideTheirLineAndTheirQuotes()
    {
        var world = new World();
        world["flint", Domain("example.com")] =
            new Answer.Found([.. _hostile.SelectMany(label => _hostile.Select(value => new Relation(label, Domain(value))))], Cut: false);
        world["domain_resolutions", Domain("example.com")] = new Answer.NotAnswered(NotAnsweredReason.Failed, string.Concat(_hostile));

        var tree = Walks.Tree(world, Domain("example.com"), depth: 1);

        var txt = Walks.Txt(tree);
        txt.Split('\n').Length.ShouldBe(1 + (_hostile.Length * _hostile.Length));
        txt.EnumerateRunes().ShouldAllBe(rune => rune.Value == '\n' || PythonRepr.IsPrintable(rune.Value));
        using var json = JsonDocument.Parse(Walks.Json(tree));
        Walks.Json(tree).ShouldAllBe(c => c == '\n' || (c >= ' ' && c <= '~'));
        json.RootElement.GetProperty("children").GetArrayLength().ShouldBe(_hostile.Length * _hostile.Length);
    }

    [Fact]
    public void Json_LeavesEachCharacterThatPythonLeaves()
    {
        var text = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\')));

        Walks.Json(Walks.Tree(new(), Domain(text))).ShouldContain($"\"id\": \"{text}\",");
    }

    [Fact]
    public void ChainOfThousands_IsWrittenWithoutRecursion()
    {
        const int Links = 10_000;
        var world = new World();
        for (var i = 0; i < Links; i++)
        {
            world["flint", Domain($"{i}")] = Found("r", Domain($"{i + 1}"));
        }

        var tree = Walks.Tree(world, Domain("0"), depth: Links);
        var (txt, json) = (new CountingStream(), new CountingStream());
        new TxtTreeWriter().Write(tree, plain: false, txt);
        new JsonTreeWriter().Write(tree, plain: false, json);

        // A line each; its trunk is four spaces a level but for the branch itself, which is ten bytes of UTF-8.
        txt.Lines.ShouldBe(Links);
        txt.Bytes.ShouldBeGreaterThan(4L * Links * (Links - 1) / 2);
        json.Lines.ShouldBe((Links * 7L) + 3);
    }

    [Fact]
    public async Task RandomTrees_AreLaidOutAsPythonLaysThemOut()
    {
        var trees = Gen.Sample(RandomWorld.Any().Generator, 60).Select(w => Walks.Tree(w.World, RandomWorld.Seed, w.Depth)).ToList();
        var json = trees.ConvertAll(tree => Walks.Json(tree));

        // Reads each tree back and prints it again by its own rules.
        const string Script = """
            import sys, json
            trees = sys.stdin.buffer.read().decode('utf-8').split('\0')
            sys.stdout.buffer.write('\0'.join(json.dumps(json.loads(tree), indent=2) for tree in trees).encode('utf-8'))
            """;
        var python = await Python.RunAsync(Script, Encoding.UTF8.GetBytes(string.Join('\0', json)));
        Assert.SkipWhen(python is null, "No python3 here.");

        Encoding.UTF8.GetString(python).Split('\0').ShouldBe(json);
    }

    private static ExplorationTree Create()
    {
        var world = new World();
        var seed = Domain("example.com");
        world["flint", seed] = new Answer.Found([new("QAX: domain to resolution ip", Ip("192.0.2.1"))], Cut: true);
        world["registrant_email", seed] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403");
        world["domain_resolutions", seed] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "");
        world["domain_downloaded_files", seed] = new Answer.Found(
            [new("VT: domain to downloaded file", seed), new("VT: domain to downloaded file", Ip("192.0.2.1"))], Cut: true);
        world["ip_downloaded_files", Ip("192.0.2.1")] = new Answer.NotAnswered(NotAnsweredReason.Failed, "it's \"gone\"");
        return Walks.Tree(world, seed, depth: 2);
    }

    private sealed class CountingStream : Stream
    {
        public long Bytes { get; private set; }

        public long Lines { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes;

        public override long Position { get => Bytes; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Bytes += count;
            Lines += buffer.AsSpan(offset, count).Count((byte)'\n');
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
