using System.Globalization;
using System.Text;
using System.Text.Json;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Troubles;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// Carries a trouble out in a source's own dialect. Links and cursors that mislead are VirusTotal's and passive DNS's alone; they do not strike here.
/// </summary>
internal sealed class DialectTroubles(TroubleMaker maker, WrongAnswers wrong)
{
    private static readonly Dictionary<string, string> OtherShapes = new(StringComparer.Ordinal)
    {
        ["data-object"] = """{"data":{"unexpected":{"object":1}},"results":{},"records":5,"urls":{}}""",
        ["data-string"] = "\"none of your business\"",
        ["data-number"] = "42",
        ["data-null"] = "null",
        ["items-numbers"] = "[1,2,3]",
        ["value-number"] = """{"data":[4711],"results":[4711],"records":[4711],"Answer":[4711],"hostnames":4711}""",
        ["code-missing"] = """{"result_of":[]}""",
        ["top-array"] = """[{"unexpected":"unexpected"}]""",
    };

    /// <summary>Whether a dialect can show this trouble at all.</summary>
    public static bool IsPossible(TroubleKind kind) => kind is not (TroubleKind.NextElsewhere or TroubleKind.NextLoop);

    /// <param name="exchange">To be answered.</param>
    /// <param name="trouble">What is to go wrong.</param>
    /// <param name="dialect">Whose words are used.</param>
    /// <param name="healthy">Makes the healthy answer, out of the world with so many hostile values in it.</param>
    public async Task<Outcome> SendAsync(Exchange exchange, Trouble trouble, Dialect dialect, Func<IReadOnlyList<string>, Reply> healthy)
    {
        switch (trouble.Rule.Kind)
        {
            case TroubleKind.Hostile:
                healthy(HostileTexts(trouble.Form)).SendTo(exchange);
                return Outcome.Answered;
            case TroubleKind.Drip or TroubleKind.Hang or TroubleKind.Reset or TroubleKind.Truncate or TroubleKind.Bomb or TroubleKind.Big:
                var reply = healthy([]);
                return await maker.SpoilAsync(exchange, trouble, reply.Status, reply.ContentType, reply.Body);
            case TroubleKind.Status:
                wrong.AddRetryAfter(exchange, trouble.Rule);
                dialect.WithUsualHeaders(dialect.Error(int.Parse(trouble.Form, CultureInfo.InvariantCulture))).SendTo(exchange);
                return Outcome.Troubled;
            case TroubleKind.QuotaText when trouble.Form != "text":
                dialect.QuotaInSuccess().SendTo(exchange);
                return Outcome.Troubled;
            case TroubleKind.Malformed:
                exchange.Send(200, Exchange.Json, WrongAnswers.Malform(healthy([]).Body, trouble.Form));
                return Outcome.Troubled;
            case TroubleKind.Shape:
                exchange.Send(200, Exchange.Json, Encoding.UTF8.GetBytes(OtherShapes[trouble.Form]));
                return Outcome.Troubled;
            default:
                wrong.SendWithoutPage(exchange, trouble);
                return Outcome.Troubled;
        }
    }

    // What is no text, or no sound one, cannot stand in a world: those forms are left to the sources whose pages are written by hand.
    private static List<string> HostileTexts(string form)
    {
        var texts = new List<string>();
        foreach (var literal in HostileValues.Of(form))
        {
            try
            {
                using var document = JsonDocument.Parse(literal);
                if (document.RootElement.ValueKind == JsonValueKind.String && document.RootElement.GetString() is { Length: > 0 } text)
                {
                    texts.Add(text);
                }
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate.
            }
        }

        return texts;
    }
}
