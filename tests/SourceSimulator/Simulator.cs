using System.Net;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Answers;
using IocExplorer.SourceSimulator.Dialects;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator;

/// <summary>
/// A server on loopback that speaks the wire formats of all sources, with answers from an <see cref="IWorld"/>,
/// troubles on demand, and a count of everything that was asked. Dispose it to stop it at once.
/// </summary>
public sealed class Simulator : IAsyncDisposable
{
    private static readonly IPAddress ForeignAddressOfChoice = IPAddress.Parse("127.0.0.2");

    private readonly SimulatorOptions _options;
    private readonly Accounts _accounts;
    private readonly ControlPanel _control;
    private readonly LoopbackServer _server;
    private readonly LoopbackServer _foreign;

    private Simulator(SimulatorOptions options, LoopbackServer server, LoopbackServer foreign)
    {
        _options = options;
        _server = server;
        _foreign = foreign;
        _accounts = new Accounts(options.TimeProvider, options.Count, options.LogRequests);
        ConfigIni = ConfigFile.For(Root, options.AcceptedKeys.FirstOrDefault("simulator-key"));
        _control = new ControlPanel(options, _accounts, ConfigIni);
    }

    /// <summary>Where the sources are: VirusTotal and QiAnXin at the root, all of them below <c>/s/</c> and their name, see <see cref="AddressOf"/>.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>The host that redirects and <c>next</c> links of the troubles lead to.</summary>
    public Uri ForeignAddress => _foreign.Address;

    /// <summary>All counts since the start or the last <see cref="Reset"/>; made anew at each reading.</summary>
    public SimulatorStats Stats => _accounts.Read();

    /// <summary>What happened to each query that was asked.</summary>
    public IReadOnlyList<QueryCount> Queries => _accounts.CountAll();

    /// <summary>
    /// Which source was asked about which IOC, whatever came back; each pair once, sorted. When only totals are counted, VirusTotal and QiAnXin at the root are
    /// not in it.
    /// </summary>
    public IReadOnlyList<EgressEntry> Egress => _accounts.ReadEgress();

    /// <summary>Every source that it speaks for, as configuration names them.</summary>
    public static IReadOnlyList<string> Sources => DialectTable.Sources;

    /// <summary>Every request in order of arrival; empty unless <see cref="SimulatorOptions.LogRequests"/> is set.</summary>
    public IReadOnlyList<LoggedRequest> Requests => _accounts.ReadLog();

    /// <summary>The troubles in force. Setting them takes effect with the next request.</summary>
    public IReadOnlyList<TroubleRule> Troubles
    {
        get => _control.Plan.Rules;
        set => _control.SetTroubles(value);
    }

    /// <summary>The text of the original tool's <c>config.ini</c>, with every URL pointing here.</summary>
    public string ConfigIni { get; }

    public IWorld World => _options.World;

    private string Root => _options.HostName is { } name ? $"http://{name}:{BaseAddress.Port}" : BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>Starts a simulator; it answers when this returns.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Simulator> StartAsync(SimulatorOptions? options = null)
    {
        options ??= new SimulatorOptions();
        var server = new LoopbackServer(options.HostName is null ? IPAddress.Loopback : IPAddress.Any, options.Port);
        LoopbackServer? foreign = null;
        try
        {
            // Not every system has more of 127/8 than its first address; there another port must do.
            foreign = new LoopbackServer(
                LoopbackServer.CanListenOn(ForeignAddressOfChoice) ? ForeignAddressOfChoice : IPAddress.Loopback,
                options.ForeignPort);
            var simulator = new Simulator(options, server, foreign);
            await foreign.StartAsync(new ForeignApplication(simulator._accounts));
            await server.StartAsync(simulator.MakeApplication());
            return simulator;
        }
        catch
        {
            await server.DisposeAsync();
            await (foreign?.DisposeAsync() ?? default);
            throw;
        }
    }

    /// <summary>Replaces the troubles by rules in text form; none makes everything healthy.</summary>
    /// <exception cref="FormatException">A text is no rule.</exception>
    public void SetTroubles(params IEnumerable<string> rules) => Troubles = [.. rules.Select(TroubleRule.Parse)];

    /// <summary>Forgets all counts; troubles stay.</summary>
    public void Reset() => _accounts.Reset();

    /// <summary>What happened to one query; all zero when it was never asked.</summary>
    public QueryCount CountOf(Operation operation, string value) => _accounts.Count(operation, value);

    /// <inheritdoc cref="CountOf(Operation, string)"/>
    /// <param name="source">As configuration names it.</param>
    /// <param name="operation">As statistics name it behind the source: <c>pdns</c>.</param>
    /// <param name="value">The IOC.</param>
    public QueryCount CountOf(string source, string operation, string value) => _accounts.Count(source, operation, value);

    /// <summary>Where a source is: the address that takes the place of scheme and host of the real one.</summary>
    /// <exception cref="ArgumentException">The simulator does not speak for it.</exception>
    public Uri AddressOf(string source) => DialectTable.Sources.Contains(source)
        ? new Uri($"{Root}/s/{source.ToLowerInvariant()}")
        : throw new ArgumentException($"There is no source '{source}'; there are {string.Join(", ", DialectTable.Sources)}.", nameof(source));

    /// <summary>Completes as soon as so many requests are in work at once.</summary>
    public Task WhenInFlightAsync(int count) => _accounts.WhenInFlight(count);

    /// <summary>Completes as soon as no request is in work, at once when none is.</summary>
    public Task WhenIdleAsync() => _accounts.WhenIdle();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _foreign.DisposeAsync();
    }

    private SourceApplication MakeApplication()
    {
        var writer = new AnswerWriter(new AnswerPadding(_options.AnswerBytes), Root, _options.ReputationIsObject);
        var wrongAnswers = new WrongAnswers(writer, ForeignAddress, _options.TimeProvider);
        var troubleMaker = new TroubleMaker(writer, wrongAnswers, ForeignAddress, _options.TimeProvider);
        var dialects = new DialectApplication(_options, _accounts, _control, new DialectTroubles(troubleMaker, wrongAnswers), Root);
        return new SourceApplication(_options, _accounts, writer, troubleMaker, _control, dialects);
    }
}
