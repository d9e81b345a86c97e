using System.Globalization;
using System.Text;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>The troubles that are a whole answer, sent at once and without fault, but not the answer to the question.</summary>
internal sealed class WrongAnswers(AnswerWriter writer, Uri foreignHost, TimeProvider time)
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly TimeSpan DateDistance = TimeSpan.FromSeconds(30);

    public void Send(Exchange exchange, Trouble trouble, AnswerPage page)
    {
        var operation = page.Operation;
        switch (trouble.Rule.Kind)
        {
            case TroubleKind.Status:
                AddRetryAfter(exchange, trouble.Rule);
                writer.SendError(exchange, operation, int.Parse(trouble.Form, CultureInfo.InvariantCulture));
                break;
            case TroubleKind.QuotaText when trouble.Form != "text":
                SendQuotaText(exchange, operation);
                break;
            case TroubleKind.Malformed:
                exchange.Send(200, Exchange.Json, Malform(writer.MakePage(page, out _), trouble.Form));
                break;
            case TroubleKind.Shape:
                SendOtherShape(exchange, page, trouble.Form);
                break;
            default:
                SendWithoutPage(exchange, trouble);
                break;
        }
    }

    /// <summary>The troubles that are the same for all sources.</summary>
    public void SendWithoutPage(Exchange exchange, Trouble trouble)
    {
        switch (trouble.Rule.Kind)
        {
            case TroubleKind.Edge429:
                AddRetryAfter(exchange, trouble.Rule);
                exchange.Send(429, Html, "<title>429</title>429 Too Many Requests"u8);
                break;
            case TroubleKind.Html:
                exchange.Send(200, Html, "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1>"u8
                    + "<p>Your session at intel.partner-portal.net has ended.</p></body></html>"u8);
                break;
            case TroubleKind.QuotaText:
                exchange.Send(200, "text/plain; charset=utf-8", "API count exceeded - increase quota with membership at quota.partner-portal.net"u8);
                break;
            case TroubleKind.Deep:
                exchange.Send(200, Exchange.Json, PreparedBodies.Deep);
                break;
            default:
                exchange.ResponseHeaders.Location = trouble.Rule.Location ?? foreignHost.GetLeftPart(UriPartial.Authority) + WithoutKey(exchange.Target);
                exchange.Send(302);
                break;
        }
    }

    private void SendQuotaText(Exchange exchange, Operation operation)
    {
        if (operation == Operation.FileReputation)
        {
            writer.SendQiAnXinRefusal(exchange, operation, 10003, "query quota exceeded");
        }
        else if (RelationTable.IsQiAnXin(operation))
        {
            writer.SendQiAnXinRefusal(exchange, operation, 50001, "query quota exceeded");
        }
        else
        {
            exchange.Send(200, Exchange.Json, "{\"error\":{\"code\":\"QuotaExceededError\",\"message\":\"Quota exceeded\"}}"u8);
        }
    }

    private void SendOtherShape(Exchange exchange, AnswerPage page, string form)
    {
        var isReputation = page.Operation == Operation.FileReputation;
        var head = (RelationTable.IsQiAnXin(page.Operation), isReputation) switch
        {
            (true, true) => "{\"status\":10000,\"message\":\"success\",\"data\":",
            (true, false) => "{\"code\":200,\"status\":\"ok\",\"data\":",
            _ => "{\"data\":",
        };
        if (form == "value-number")
        {
            // At least one, so that an empty answer is of a wrong shape as well.
            page.Values = [.. (page.Values.Length == 0 ? [default] : page.Values).Select(
                (_, i) => new AnswerValue((4_711 + i).ToString(CultureInfo.InvariantCulture), IsJson: true))];
            page.Domains = [.. page.Domains.Select(_ => new AnswerValue("4711", IsJson: true))];
            page.IsKnown = true;
            exchange.Send(200, Exchange.Json, writer.MakePage(page, out _));
            return;
        }

        var text = form switch
        {
            "data-null" or "data-object" when IsAnAnswer(page.Operation, form) => head + "\"none of your business\"}",
            "data-object" => head + "{\"unexpected\":{\"object\":1}}}",
            "data-string" => head + "\"none of your business\"}",
            "data-number" => head + "42}",
            "data-null" => head + "null}",
            "items-numbers" => head + "[1,2,3]}",
            "top-array" => "[{\"id\":\"unexpected\"}]",
            _ => "{\"result\":[]}",
        };
        exchange.Send(200, Exchange.Json, Encoding.UTF8.GetBytes(text));
    }

    // QiAnXin's null says that there is nothing, and so does an object without the members that matter: what would be sound is no trouble.
    private static bool IsAnAnswer(Operation operation, string form) =>
        RelationTable.IsQiAnXin(operation) && (form == "data-null" || operation is Operation.FileReputation or Operation.RegistrantEmail);

    public static byte[] Malform(byte[] page, string form) => form switch
    {
        "cut" => page[..(page.Length / 2)],
        "unquoted" => "{data: [{'id': evil}], }"u8.ToArray(),
        "garbage" => [0xFF, 0xFE, 0x00, 0x80, .. "\u0001garbage"u8, 0xC3, 0x28],
        _ => [],
    };

    public void AddRetryAfter(Exchange exchange, TroubleRule rule)
    {
        if (rule.RetryAfter is { } text)
        {
            exchange.ResponseHeaders.RetryAfter = text switch
            {
                "future" => DateAt(DateDistance),
                "past" => DateAt(-DateDistance),
                _ when text.StartsWith("date", StringComparison.Ordinal)
                    && int.TryParse(text.AsSpan(4), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) =>
                    DateAt(TimeSpan.FromSeconds(seconds)),
                _ => text,
            };
        }
    }

    private string DateAt(TimeSpan distance) => (time.GetUtcNow() + distance).ToString("R", CultureInfo.InvariantCulture);

    // Where a client is sent must not hold the key already: what arrives there with a key was sent by the client.
    private static string WithoutKey(string target)
    {
        var at = target.IndexOf("apikey=", StringComparison.Ordinal) is >= 0 and var found ? found : target.IndexOf("key=", StringComparison.Ordinal);
        if (at < 0)
        {
            return target;
        }

        var end = target.IndexOf('&', at);
        return end < 0 ? target[..(at - 1)] : string.Concat(target.AsSpan(0, at), target.AsSpan(end + 1));
    }
}
