using System.CommandLine;
using System.CommandLine.Parsing;
using IocExplorer.SourceSimulator.Dialects;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator;

/// <summary>The simulator as a program: reads arguments, starts, prints its address, runs until it is told to stop.</summary>
internal sealed class CommandLine
{
    private readonly Option<int> _port = new("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _hostName = new("--host-name")
    {
        Description = "The name by which others reach it, as in a network of containers: it then listens on all addresses.",
    };
    private readonly Option<string?> _replay = new("--replay")
    {
        Description = "Answer from the result trees (*.json) in this folder, or from one file.",
        HelpName = "PATH",
    };
    private readonly Option<long> _world = new("--world")
    {
        Description = "Answer from the synthetic world with this number.",
        HelpName = "SEED",
        DefaultValueFactory = _ => new SyntheticWorldOptions().Seed,
    };
    private readonly Option<int> _emails = CountOption("--emails", "Different e-mail addresses in the synthetic world.", new SyntheticWorldOptions().Emails);
    private readonly Option<int> _files = CountOption("--files", "Different files in it. Fewer IOCs: trees overlap more.", new SyntheticWorldOptions().Files);
    private readonly Option<int> _addresses = CountOption("--ip-addresses", "Different IP addresses in it.", new SyntheticWorldOptions().IpAddresses);
    private readonly Option<int> _domains = CountOption("--domains", "Different domains in it.", new SyntheticWorldOptions().Domains);
    private readonly Option<int> _fanOut = CountOption("--fan-out", "The most values in one answer of it.", new SyntheticWorldOptions().FanOut);
    private readonly Option<double> _emptyShare = new("--empty-share")
    {
        Description = "The share of its answers that are empty, 0 to 1.",
        DefaultValueFactory = _ => new SyntheticWorldOptions().EmptyShare,
    };

    private readonly Option<int> _hubs = CountOption("--hubs", "Planted addresses of shared infrastructure (CDN, parking) in it.",
        new SyntheticWorldOptions().Hubs);
    private readonly Option<int> _hubFanOut = CountOption("--hub-fan-out", "The values in each answer about one of them.",
        new SyntheticWorldOptions().HubFanOut);

    private readonly Option<int> _answerBytes = CountOption("--answer-bytes", "Brings every answer to about so many bytes; 0 leaves them short.", 0);
    private readonly Option<EmptyAnswers> _empty = new("--empty")
    {
        Description = "How VirusTotal says that it has nothing: AsTheWorldSays, EmptyList (200), NotFound (404), Mixed.",
    };
    private readonly Option<bool> _reputationIsObject = new("--reputation-object")
    {
        Description = "QiAnXin's file reputation comes as one object, not as a list.",
    };
    private readonly Option<DelayRange> _delay = new("--delay")
    {
        Description = "Milliseconds before each answer, as 50 or as 20-80.",
        HelpName = "MS",
        CustomParser = result => Read(result, DelayRange.Parse),
    };
    private readonly Option<TroubleRule[]> _trouble = new("--trouble")
    {
        Description = "A trouble (see below); may come several times.",
        HelpName = "RULE",
        CustomParser = result => [.. result.Tokens.Select(token => Read(result, token.Value, TroubleRule.Parse)).OfType<TroubleRule>()],
    };
    private readonly Option<long> _troubleSeed = new("--trouble-seed")
    {
        Description = "Chooses which requests the troubles strike, and the delays.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string[]> _key = new("--key")
    {
        Description = "A key that is accepted; may come several times. Without: every key.",
        HelpName = "KEY",
    };
    private readonly Option<KeyValuePair<string, int>[]> _quota = new("--quota-per-minute")
    {
        Description = "Requests a key may make in any 60 seconds, for every source or for one: 240, VirusTotal=4.",
        HelpName = "N",
        CustomParser = ReadQuota,
    };
    private readonly Option<CountingMode> _count = new("--count") { Description = "Queries counts everything, Totals only sums (for benchmarks)." };
    private readonly Option<bool> _logRequests = new("--log-requests") { Description = "Keeps every request for /_simulator/requests." };
    private readonly Option<int> _foreignPort = new("--foreign-port")
    {
        Description = "Port of the host that no client should visit (127.0.0.2); 0 takes a free one.",
    };
    private readonly Option<int?> _pageSize = new("--page-size")
    {
        Description = "The most rows on a page of the sources below /s/; without: as many as they give.",
        HelpName = "N",
    };
    private readonly Option<int> _seedCount = CountOption("--count", "How many seeds.", 100);

    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private CommandLine(TextWriter output, TextWriter error)
    {
        _output = output;
        _error = error;
    }

    /// <summary>Runs the program; 0 when it was stopped in order, 2 when the arguments make no sense.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var parsed = new CommandLine(output, error).MakeRoot().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync(fault.Message);
            }

            await error.WriteLineAsync("--help explains every option.");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }

    private RootCommand MakeRoot()
    {
        const string Lifetime = "It prints its address when it is ready and runs until Ctrl-C.";
        var description = $"""
            A server on loopback that speaks the wire formats of the sources, for tests, benchmarks and first steps without keys:
            VirusTotal and QiAnXin at the root, all of them below /s/ and their name in lower case (/s/mnemonic/pdns/v3/…). {Lifetime}

            TROUBLES

            {TroubleGrammar.Help}

            CONTROL ADDRESSES

            {Help.ControlAddresses}
            """;
        Option[] ofWorld = [_replay, _world, _emails, _files, _addresses, _domains, _fanOut, _emptyShare, _hubs, _hubFanOut];
        var root = new RootCommand(description);
        var seeds = new Command("seeds", "Prints seeds of the world as lines 'type,value' and ends.") { _seedCount };
        foreach (var option in ofWorld)
        {
            root.Options.Add(option);
            seeds.Options.Add(option);
        }

        foreach (Option option in (Option[])[_port, _hostName, _answerBytes, _empty, _reputationIsObject, _delay, _trouble, _troubleSeed, _key, _quota, _count,
            _logRequests, _foreignPort, _pageSize])
        {
            root.Options.Add(option);
        }

        root.Subcommands.Add(seeds);
        seeds.SetAction((parsed, _) => Guarded(() => PrintSeedsAsync(parsed)));
        root.SetAction((parsed, stop) => Guarded(() => ServeAsync(parsed, stop)));
        return root;
    }

    private async Task PrintSeedsAsync(ParseResult parsed)
    {
        foreach (var seed in MakeWorld(parsed).Seeds(parsed.GetValue(_seedCount)))
        {
            await _output.WriteLineAsync(seed.ToString());
        }
    }

    private async Task ServeAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var simulator = await Simulator.StartAsync(MakeOptions(parsed));
        await _output.WriteLineAsync($"The simulator listens on {simulator.BaseAddress} (no client should ever visit {simulator.ForeignAddress})");
        await _output.FlushAsync(CancellationToken.None);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    private SimulatorOptions MakeOptions(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port),
        HostName = parsed.GetValue(_hostName),
        World = MakeWorld(parsed),
        AnswerBytes = parsed.GetValue(_answerBytes),
        EmptyAnswers = parsed.GetValue(_empty),
        ReputationIsObject = parsed.GetValue(_reputationIsObject),
        Delay = parsed.GetValue(_delay),
        Troubles = parsed.GetValue(_trouble) ?? [],
        TroubleSeed = parsed.GetValue(_troubleSeed),
        AcceptedKeys = parsed.GetValue(_key) ?? [],
        QuotaPerMinute = (parsed.GetValue(_quota) ?? []).ToDictionary(StringComparer.Ordinal),
        Count = parsed.GetValue(_count),
        LogRequests = parsed.GetValue(_logRequests),
        ForeignPort = parsed.GetValue(_foreignPort),
        PageSize = parsed.GetValue(_pageSize),
    };

    private IWorld MakeWorld(ParseResult parsed)
    {
        if (parsed.GetValue(_replay) is { } path)
        {
            var replay = ReplayWorld.Load(path);
            foreach (var conflict in replay.Conflicts)
            {
                _error.WriteLine(conflict);
            }

            foreach (var label in replay.UnknownLabels)
            {
                _error.WriteLine($"The relation '{label}' is none of the eleven; its nodes are left out.");
            }

            return replay;
        }

        return new SyntheticWorld(new SyntheticWorldOptions
        {
            Seed = parsed.GetValue(_world),
            Emails = parsed.GetValue(_emails),
            Files = parsed.GetValue(_files),
            IpAddresses = parsed.GetValue(_addresses),
            Domains = parsed.GetValue(_domains),
            FanOut = parsed.GetValue(_fanOut),
            EmptyShare = parsed.GetValue(_emptyShare),
            Hubs = parsed.GetValue(_hubs),
            HubFanOut = parsed.GetValue(_hubFanOut),
        });
    }

    private async Task<int> Guarded(Func<Task> action)
    {
        try
        {
            await action();
            return 0;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
        {
            await _error.WriteLineAsync(fault.Message);
            return 2;
        }
    }

    private static Option<int> CountOption(string name, string description, int fallback) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback };

    private static KeyValuePair<string, int>[] ReadQuota(ArgumentResult result)
    {
        var quotas = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var parts = token.Value.Split('=');
            if (parts.Length > 2 || !int.TryParse(parts[^1], out var perMinute) || perMinute < 1
                || (parts.Length == 2 && !DialectTable.Sources.Contains(parts[0])))
            {
                result.AddError($"The quota '{token.Value}' cannot be read: it is a number above 0, or a source's name with one, as in VirusTotal=4.");
                return [];
            }

            foreach (var source in parts.Length == 2 ? [parts[0]] : DialectTable.Sources)
            {
                quotas[source] = perMinute;
            }
        }

        return [.. quotas];
    }

    private static T? Read<T>(ArgumentResult result, Func<string, T> read) => Read(result, result.Tokens[0].Value, read);

    private static T? Read<T>(ArgumentResult result, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (FormatException fault)
        {
            result.AddError(fault.Message);
            return default;
        }
    }
}
