namespace IocExplorer.Seed.CommandLine;

/// <summary>What stands below the help of each command.</summary>
internal static class HelpExamples
{
    private const string Explore = """
        Examples:
          ioc-explorer explore -i samples/ioc.csv --relations samples/relations.csv --offline -o results
              Works at once: no key, no network.
          echo 203.0.113.7 | ioc-explorer explore -i - --depth 1
              One seed, from standard input.
          IOCEXPLORER_sources__VirusTotal__apiKeys__0=... ioc-explorer explore -i seeds.csv
              Asks VirusTotal within the quota of a free key. Ctrl-C stops; the same command goes on.
          ioc-explorer explore -i seeds.csv --config config.ini --depth 2 --summary run.json
              With the configuration of the original tool, two levels deep, and numbers for a script.
          ioc-explorer explore -i seeds.csv --since 3 --export stix=hunt.json
              Says at the end what is new against hunt 3, and writes the hunt for other tools.

        Exit codes: 0 every tree is complete; 1 something is missing (named on screen and in the trees);
        2 nothing was run (usage, configuration or input); 130 stopped (run the same command to go on).
        """;

    private const string Sources = """
        Examples:
          ioc-explorer sources
          ioc-explorer sources --config hocon/iocexplorer.conf
          ioc-explorer sources --server https://ioc.example.org --token-file ioc.token
          ioc-explorer sources check my-source.json
          ioc-explorer sources try Mnemonic domain example.com
        """;

    private const string SourcesCheck = """
        Examples:
          ioc-explorer sources check my-source.json

        Exit codes: 0 the definition is good; 2 it is not (every mistake with its line and place on standard error).
        """;

    private const string SourcesTry = """
        Examples:
          ioc-explorer sources try Mnemonic domain example.com
              Asks it, one request for each operation.
          ioc-explorer sources try my-source.json ip_address 192.0.2.7 --recorded answer.json
              Reads an answer that was saved, and asks nobody: what is found, dropped, of another shape, not there.
          ioc-explorer sources try my-source.json domain example.com --recorded answer.json --format json

        Exit codes: 0 answered; 1 not answered (throttled, refused, no answer at all); 2 nothing was tried.
        """;

    private const string Lists = """
        Examples:
          ioc-explorer lists update --to warninglists
          IOCEXPLORER_tags__lists__0=warninglists ioc-explorer lists

        Exit codes: 0 done; 1 something in the lists is not used (named on screen); 2 not done; 130 stopped.
        """;

    private const string Report = """
        Examples:
          ioc-explorer report
              What joins the seeds of the last run.
          ioc-explorer report 7 --server https://ioc.example.org --token-file ioc.token --format json

        Exit codes: 0 done; 2 not done (no such hunt, ledger or service); 130 stopped.
        """;

    private const string Why = """
        Examples:
          ioc-explorer why 192.0.2.7
          ioc-explorer explain shop.example.com 192.0.2.7 --hunt 3

        Exit codes: 0 done, whether or not the IOC is there; 2 not done (no such hunt, ledger or service); 130 stopped.
        """;

    private const string Diff = """
        Examples:
          ioc-explorer diff 3 5
          ioc-explorer explore -i seeds.csv --since 3
              Asks again, and says at the end what is new.

        Exit codes: 0 done, whether or not anything changed; 2 not done (no such hunt, ledger or service); 130 stopped.
        """;

    private const string Export = """
        Examples:
          ioc-explorer export --format stix -o hunt.json
          ioc-explorer export 3 --format blocklist-domain -o - | grep -v '^#'

        Exit codes: 0 done; 2 not done (no such hunt, or a file that cannot be written); 130 stopped.
        """;

    private const string Submit = """
        Examples:
          ioc-explorer submit -i seeds.csv --server https://ioc.example.org --token-file ioc.token
              Returns at once with the number of the hunt.
          ioc-explorer submit -i seeds.csv -o results
              Stays, shows how it goes, and leaves what `explore` would leave. Ctrl-C leaves; the hunt goes on.

        Exit codes: 0 submitted, and with --watch or -o: every tree is complete; 1 something is missing, or a line
        of the input was left out; 2 nothing was submitted; 130 stopped.
        """;

    private const string Watch = """
        Examples:
          ioc-explorer watch 7
          ioc-explorer watch 7 --server http://127.0.0.1:8080,http://127.0.0.1:8082 -o results
              Goes on with the other coordinator when one goes away.

        Exit codes: 0 every tree is complete; 1 something is missing; 2 the hunt cannot be watched; 130 left (the
        hunt goes on).
        """;

    private const string Results = """
        Examples:
          ioc-explorer results 7 -o results

        Exit codes: 0 every tree is complete and here; 1 something is missing, or the hunt goes on; 2 nothing could
        be fetched; 130 stopped.
        """;

    private const string TokenAdd = """
        Examples:
          ioc-explorer token add ana --role submit > ana.token
        """;

    /// <param name="command">With the commands above it: <c>token add</c>.</param>
    public static string Of(string command) => command switch
    {
        "explore" => Explore,
        "sources" => Sources,
        "lists" or "lists update" => Lists,
        "sources check" => SourcesCheck,
        "sources try" => SourcesTry,
        "report" => Report,
        "why" or "explain" => Why,
        "diff" => Diff,
        "export" => Export,
        "submit" => Submit,
        "watch" => Watch,
        "results" => Results,
        "token" or "token add" => TokenAdd,
        "" => "Begin with: ioc-explorer explore --help",
        _ => "Exit codes: 0 done; 2 not done (usage, refused, or nobody answers); 130 stopped.",
    };
}
