using System.Globalization;
using System.Text;
using System.Text.Json;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Troubles;

namespace IocExplorer.SourceSimulator;

/// <summary>The simulator's own addresses, under <c>/_simulator/</c>.</summary>
internal sealed class ControlPanel(SimulatorOptions options, Accounts accounts, string configFile)
{
    public const string Prefix = "/_simulator";
    private const string PlainText = "text/plain; charset=utf-8";
    private const int MostSeeds = 10_000_000;

    private volatile TroublePlan _plan = new(options.Troubles, unchecked((ulong)options.TroubleSeed));

    public TroublePlan Plan => _plan;

    public void SetTroubles(IReadOnlyList<TroubleRule> rules) => _plan = new TroublePlan([.. rules], unchecked((ulong)options.TroubleSeed));

    public async Task ServeAsync(Exchange exchange)
    {
        var target = exchange.Target;
        var path = target.Split('?')[0][Prefix.Length..];
        switch (exchange.Method, path)
        {
            case ("GET", "/stats"):
                Send(exchange, Exchange.Json, JsonSerializer.Serialize(accounts.Read(), SimulatorJson.Default.SimulatorStats));
                break;
            case ("GET", "/requests"):
                Send(exchange, Exchange.Json, JsonSerializer.Serialize(accounts.ReadLog(), SimulatorJson.Default.IReadOnlyListLoggedRequest));
                break;
            case ("GET", "/queries"):
                Send(exchange, Exchange.Json, JsonSerializer.Serialize(accounts.CountAll(), SimulatorJson.Default.IReadOnlyListQueryCount));
                break;
            case ("GET", "/egress"):
                Send(exchange, Exchange.Json, JsonSerializer.Serialize(accounts.ReadEgress(), SimulatorJson.Default.IReadOnlyListEgressEntry));
                break;
            case ("POST", "/reset"):
                accounts.Reset();
                exchange.Send(204);
                break;
            case ("GET", "/seeds"):
                SendSeeds(exchange, target);
                break;
            case ("GET", "/troubles"):
                Send(exchange, PlainText, string.Concat(Plan.Rules.Select(rule => rule + "\n")));
                break;
            case ("PUT", "/troubles"):
                await TakeTroublesAsync(exchange);
                break;
            case ("GET", "/config.ini"):
                Send(exchange, PlainText, configFile);
                break;
            case ("GET", "" or "/"):
                Send(exchange, PlainText, Help.ControlAddresses);
                break;
            default:
                Send(exchange, PlainText, $"There is no {exchange.Method} {path} here.\n\n{Help.ControlAddresses}", 404);
                break;
        }
    }

    private static void Send(Exchange exchange, string contentType, string text, int status = 200) =>
        exchange.Send(status, contentType, Encoding.UTF8.GetBytes(text));

    private void SendSeeds(Exchange exchange, string target)
    {
        var text = new WireRequest(default, "", target.Contains('?', StringComparison.Ordinal) ? target.Split('?', 2)[1] : null).Parameter("count") ?? "100";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostSeeds)
        {
            Send(exchange, PlainText, $"count is a whole number up to {MostSeeds}, not '{text}'.\n", 400);
            return;
        }

        Send(exchange, "text/csv; charset=utf-8", string.Concat(options.World.Seeds(count).Select(seed => seed + "\n")));
    }

    private async Task TakeTroublesAsync(Exchange exchange)
    {
        try
        {
            SetTroubles(TroubleRule.ParseLines(await exchange.ReadBodyAsync()));
            exchange.Send(204);
        }
        catch (FormatException fault)
        {
            Send(exchange, PlainText, fault.Message + "\n", 400);
        }
    }
}
