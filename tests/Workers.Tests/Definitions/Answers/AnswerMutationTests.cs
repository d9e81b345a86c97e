using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>
/// Damaged answers, against a second reader that is slow, plain and written for two operations only: what the fast one calls an answer
/// has exactly the relations that stand in it, and what it refuses is none.
/// </summary>
public sealed class AnswerMutationTests
{
    private static readonly string[] s_values = ["192.0.2.1", "2001:db8::1", "198.51.100.7", "not-an-ip", "", "quota exceeded", "203.0.113.9"];

    private static readonly string[] s_pieces =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "5", "\"x\"", "[]", "{}", "\"data\":", "\"data\":[],", "\"attributes\":null,", "\"error\":{},",
        "\"code\":500,",
        "\"ip_address\":", "\"rdata\":\"192.0.2.9\",", "\\", "\\u0061", " ", "\n", "\0", "NaN", "\u00e9", "\"id\":\"1\",",
        "\"links\":{\"next\":\"http://127.0.0.1:8080/n\"},",
    ];

    [Fact]
    public void ReadPage_OfAnyMutation_IsAPageExactlyWhenThePlainReaderSaysSo_WithTheSameRelations()
    {
        var resolutions = Given.Operation("domain_resolutions");
        var flint = Given.Operation("flint");
        var answers = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(4000),
            Prop.ForAll<int, int[]>((seed, edits) =>
            {
                var random = new Random(seed);
                var isFlint = random.Next(2) == 0;
                var body = Mutate(isFlint ? FlintAnswer(random) : ResolutionsAnswer(random), random, edits.Length % 4);

                var outcome = (isFlint ? flint : resolutions).Read(body, 200, 5);

                var expected = PlainReader.Read(body, isFlint, 5);
                var text = Encoding.UTF8.GetString(body);
                (outcome is PageOutcome.Page).ShouldBe(expected is not null, $"{outcome} for {text}");
                if (outcome is PageOutcome.Page page)
                {
                    page.Relations.Select(r => r.Target).ShouldBe(expected!, text);
                    Interlocked.Increment(ref answers);
                }
            }));

        // Were everything refused, the property would hold for the wrong reason.
        answers.ShouldBeGreaterThan(200);
    }

    private static string ResolutionsAnswer(Random random)
    {
        var items = Enumerable.Range(0, random.Next(8)).Select(i => random.Next(6) switch
        {
            0 => $$$"""{"id":"{{{i}}}","error":{"code":"NotFoundError"}}""",
            1 => $$$"""{"id":"{{{i}}}","attributes":null,"type":"resolution"}""",
            _ => $$$"""{"attributes":{"date":{{{i}}},"ip_address":"{{{s_values[random.Next(s_values.Length)]}}}","x":{"ip_address":1}},"id":"{{{i}}}"}""",
        });
        return $$$"""{"data":[{{{string.Join(", ", items)}}}],"links":{"self":"x"},"meta":{"count":3}}""";
    }

    private static string FlintAnswer(Random random)
    {
        var items = Enumerable.Range(0, random.Next(8)).Select(i =>
            $$"""{"rrname":"a","rdata":"{{s_values[random.Next(s_values.Length)]}};{{s_values[random.Next(3)]}}","count":{{i}}}""");
        return $$"""{"code":200,"status":"ok","data":[{{string.Join(',', items)}}]}""";
    }

    private static byte[] Mutate(string body, Random random, int edits)
    {
        for (var i = 0; i < edits && body.Length > 0; i++)
        {
            var at = random.Next(body.Length);
            var length = Math.Min(random.Next(12), body.Length - at);
            body = random.Next(5) switch
            {
                0 => body[..at],
                1 => body.Remove(at, length),
                2 => body.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
                3 => body.Insert(random.Next(body.Length), body.Substring(at, length)),
                _ => SwapValue(body, random),
            };
        }

        var utf8 = Encoding.UTF8.GetBytes(body);
        if (edits == 3 && utf8.Length > 0 && random.Next(4) == 0)
        {
            utf8[random.Next(utf8.Length)] = (byte)random.Next(256);
        }

        return utf8;
    }

    // Keeps the JSON whole, so that shapes are tried and not only syntax.
    private static string SwapValue(string body, Random random)
    {
        string[] from = ["[", "{\"id\"", "\"192.0.2.1\"", "null", "200", "\"x\"", "\"data\"", "\"attributes\"", "\"ip_address\"", "\"rdata\"", "\"code\""];
        string[] to = ["5", "null", "\"192.0.2.8\"", "{\"ip_address\"", "\"other\"", "\"200\"", "\"error\"", "true", "\"id\"", "\"data\"", "[5,"];
        var piece = from[random.Next(from.Length)];
        var at = body.IndexOf(piece, random.Next(body.Length), StringComparison.Ordinal);
        return at < 0 ? body : body[..at] + to[random.Next(to.Length)] + body[(at + piece.Length)..];
    }

    private static class PlainReader
    {
        /// <summary>Null when it is no answer.</summary>
        public static List<Ioc>? Read(byte[] body, bool isFlint, int limit)
        {
            if (!Utf8.IsValid(body))
            {
                return null;
            }

            try
            {
                using var document = JsonDocument.Parse(body);
                return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, isFlint, limit) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static List<Ioc>? Read(JsonElement root, bool isFlint, int limit)
        {
            string[] names = isFlint ? ["data", "code", "error", "message", "msg", "lastKey"] : ["data", "error", "links", "meta"];
            if (HasTwice(root, names) || (Find(root, "error") is { } error && error.ValueKind != JsonValueKind.Null))
            {
                return null;
            }

            // Without a code a list is enough; 404 means what it means in HTTP.
            var code = isFlint ? Find(root, "code") ?? default : default;
            var said = code.ValueKind is JsonValueKind.Number or JsonValueKind.String ? code.ToString() : "";
            if (said == "404")
            {
                return [];
            }

            var isSaid = code.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
            if (isFlint && isSaid && said != "200")
            {
                return null;
            }

            if (!IsPointer(Find(root, "lastKey"), isFlint) || !AreLinksGood(root, isFlint))
            {
                return null;
            }

            return Find(root, "data") switch
            {
                { ValueKind: JsonValueKind.Array } list => Items(list, isFlint, limit),
                { ValueKind: JsonValueKind.Null } when isFlint && isSaid => [],
                _ => null,
            };
        }

        private static List<Ioc>? Items(JsonElement list, bool isFlint, int limit)
        {
            var found = new List<Ioc>();
            var (texts, wrong) = (0, 0);
            foreach (var item in list.EnumerateArray().Take(limit))
            {
                if (item.ValueKind != JsonValueKind.Object)
                {
                    wrong++;
                    continue;
                }

                if (HasTwice(item, isFlint ? ["rdata"] : ["attributes", "id", "type", "error"]))
                {
                    return null;
                }

                var holder = isFlint ? item : Find(item, "attributes") ?? default;
                if (!isFlint && holder.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
                {
                    wrong += new[] { "attributes", "id", "type", "error" }.Any(n => Find(item, n) is not null) ? 0 : 1;
                    continue;
                }

                if (holder.ValueKind == JsonValueKind.Object && HasTwice(holder, isFlint ? ["rdata"] : ["ip_address"]))
                {
                    return null;
                }

                if (holder.ValueKind != JsonValueKind.Object || Find(holder, isFlint ? "rdata" : "ip_address") is not { ValueKind: JsonValueKind.String } value)
                {
                    wrong++;
                    continue;
                }

                texts++;
                if (!TakeAll(TextOf(value), isFlint, found))
                {
                    return null;
                }
            }

            return wrong > 0 && texts == 0 ? null : found;
        }

        private static bool TakeAll(string text, bool isFlint, List<Ioc> found)
        {
            foreach (var part in isFlint ? text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text])
            {
                if (IocParser.TryParse(IocType.IpAddress, part, out var ioc, out _))
                {
                    found.Add(ioc);
                }
                else if (part.Contains("quota exceeded", StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool AreLinksGood(JsonElement root, bool isFlint)
        {
            foreach (var (holder, name) in isFlint ? [] : new[] { ("links", "next"), ("meta", "cursor") })
            {
                if (Find(root, holder) is { ValueKind: JsonValueKind.Object } inner
                    && (HasTwice(inner, [name]) || !IsPointer(Find(inner, name), name == "cursor")))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsPointer(JsonElement? pointer, bool mayBeNumber) => pointer is null
            || pointer.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null
            || (mayBeNumber && pointer.Value.ValueKind == JsonValueKind.Number);

        private static JsonElement? Find(JsonElement element, string name) => element.TryGetProperty(name, out var found) ? found : null;

        private static bool HasTwice(JsonElement element, string[] names) => names.Any(n => element.EnumerateObject().Count(p => p.NameEquals(n)) > 1);

        private static string TextOf(JsonElement element)
        {
            try
            {
                return element.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return "";
            }
        }
    }
}
