using System.Diagnostics;
using System.Text;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

public sealed class HoconFuzzTests
{
    private const int Texts = 100_000;

    private static readonly string[] _pieces =
    [
        "{", "}", "[", "]", "\"", "\"\"\"", "\\", "\\u", "=", ":", "+=", ",", ".", "..", "#", "//", "/*", "*/", "$", "${", "${?", "?}", "${a}", "${?a}",
        "${a.b}",
        "include ", "include \"more\"", "include \"my.conf\"", "required(", "file(", ")", "null", "a", "b", "a.b", "akka", "akka {", "\n", "\r\n", "\r", " ",
        "\t", "\0", "\uFEFF",
        "\uD800", "漢", "🙂", "'", "@", "1", "-1e9", "general", "depth", "a = ${a}", "b += ${b}", "a { b = ${a} }", "{{{{{{{{", "[[[[[[[[", "a.a.a.a.a.a.a.a.",
    ];

    private static readonly string[] _seeds =
    [
        "a = 1\nb { c = ${a}, d = [1, 2, ${?e}] }\n# x\ninclude \"more\"\nakka { loglevel = DEBUG }\nb.c += 2\n",
        "{ \"general\": { \"depth\": 3, \"maxAge\": \"24h\" }, \"sources\": { \"VirusTotal\": { \"apiKeys\": [\"x\", null] } } }",
        "a = ${b} {x = 1}\nb = ${c} [1]\nc = \"\"\"t\n\"\"\"\na.x = ${a.y}\na.y = ${?a.x}2\nA { B { C = 1 } }\n",
        "",
    ];

    [Fact]
    public void Read_OfAHundredThousandMutatedTexts_EndsEachWithSettingsOrLines()
    {
        var shipped = File.ReadAllText(Path.Combine(CheckoutFolder.Root, "hocon", "iocexplorer.conf"));
        var environment = new Dictionary<string, string> { ["e"] = "${a}", ["x"] = "}" };
        var (most, worst) = (TimeSpan.Zero, "");
        for (var seed = 0; seed < Texts; seed++)
        {
            var random = new Random(seed);
            var text = Mutated(random, seed % 50 == 0 ? shipped : _seeds[random.Next(_seeds.Length)]);
            var more = Encoding.UTF8.GetBytes(_seeds[random.Next(_seeds.Length)]);
            var utf8 = Encoding.UTF8.GetBytes(text);
            var started = Stopwatch.GetTimestamp();

            RawSettings read;
            try
            {
                read = SettingsFile.Read("/conf/my.conf", path => path.EndsWith("more", StringComparison.Ordinal) ? more : utf8, environment);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Text {seed} ended in an exception:\n{text}", e);
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            (most, worst) = elapsed > most ? (elapsed, text) : (most, worst);
            if (read.Problems.Any(p => p.Length == 0 || p.Contains('\n', StringComparison.Ordinal)))
            {
                throw new InvalidOperationException($"Text {seed} brought a complaint that is no line:\n{text}");
            }
        }

        most.ShouldBeLessThan(TimeSpan.FromSeconds(5), worst);
    }

    private static string Mutated(Random random, string text)
    {
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(mutated.Length + 1);
            switch (random.Next(4))
            {
                case 0 when at < mutated.Length:
                    mutated.Remove(at, Math.Min(random.Next(1, 9), mutated.Length - at));
                    break;
                case 1 when mutated.Length > 0:
                    var from = random.Next(mutated.Length);
                    mutated.Insert(at, mutated.ToString(from, Math.Min(random.Next(1, 30), mutated.Length - from)));
                    break;
                default:
                    mutated.Insert(at, _pieces[random.Next(_pieces.Length)]);
                    break;
            }
        }

        return mutated.ToString();
    }
}
