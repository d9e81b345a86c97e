using System.CommandLine;
using IocExplorer.Seed.Arguments;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The options that <c>explore</c> and <c>submit</c> have in common.</summary>
/// <param name="depthDefault">Where the depth comes from when it is not given.</param>
/// <param name="maxAgeDefault">Likewise the oldest answer to accept.</param>
internal sealed class HuntOptions(string depthDefault, string maxAgeDefault)
{
    public const string InputName = "--input";

    private readonly HuntRulesOptions _rules = new();

    public Option<string> Input { get; } = new(InputName, "-i")
    {
        Description = "CSV file with one seed a line, `type,value` or the value alone. `-` reads standard input.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "ioc.csv",
    };

    public Option<string?> Name { get; } = new("--name") { Description = "What people call the hunt. Default: the file's name.", HelpName = "NAME" };

    public Option<string?> Depth { get; } = new("--depth")
    {
        Description = $"Levels asked about below each seed, 1 to 16. Default: {depthDefault}.",
        HelpName = "N",
    };

    public Option<string?> MaxAge { get; } = new("--max-age")
    {
        Description = $"Oldest answer of the ledger to accept, such as 90m, 24h or 7d. Default: {maxAgeDefault}.",
        HelpName = "TIME",
    };

    public Option<bool> Refresh { get; } = new("--refresh") { Description = "Ask everything anew, whatever the ledger knows." };

    public Option<bool> Plain { get; } = new("--plain")
    {
        Description = "Write trees exactly as the original tool does, without marks such as `missing` and `cut`.",
    };

    public IEnumerable<Option> Rules => _rules.All;

    public HuntArguments Read(ParseResult parsed) => new()
    {
        Input = parsed.GetValue(Input)!,
        Name = parsed.GetValue(Name),
        Depth = parsed.GetValue(Depth),
        MaxAge = parsed.GetValue(MaxAge),
        Refresh = parsed.GetValue(Refresh),
        RulesInput = _rules.Read(parsed),
        Plain = parsed.GetValue(Plain),
    };
}
