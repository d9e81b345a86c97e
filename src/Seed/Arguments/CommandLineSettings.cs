using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Seed.Arguments;

/// <summary>Options of the command line that are settings too: the last word on them, checked like all others.</summary>
internal static class CommandLineSettings
{
    public const string Depth = "general.depth";
    public const string MaxAge = "general.maxAge";

    public static RawSettings Of(ExploreArguments arguments, string workingFolder) => Of(
        [
            .. SettingsOf(arguments.Hunt),
            ("--database", "database", arguments.Database),
            ("--offline", "general.offline", arguments.Offline ? "true" : null),
        ],
        workingFolder);

    public static RawSettings Of(FindingArguments arguments, string workingFolder) => Of([("--database", "database", arguments.Database)], workingFolder);

    public static RawSettings Of(HuntArguments arguments, string workingFolder) => Of(SettingsOf(arguments), workingFolder);

    /// <summary>How error messages name these settings: <c>command line: --park-hubs</c> for <c>parkHubs</c>.</summary>
    public static string NameOfRule(string rule) => $"command line: {OptionOf(rule)}";

    /// <summary>How a rule is written on the command line.</summary>
    public static string OptionOf(string rule) => "--" + string.Concat(rule.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    private static (string Option, string Path, string? Value)[] SettingsOf(HuntArguments arguments) =>
        [("--depth", Depth, arguments.Depth), ("--max-age", MaxAge, arguments.MaxAge)];

    private static RawSettings Of((string Option, string Path, string? Value)[] options, string workingFolder) =>
        new(
            [.. options.Where(o => o.Value is not null).Select(o => new RawSetting(o.Path, o.Value!, "command line", workingFolder, o.Option))],
            [.. options.Where(o => o.Value is not null && o.Value.Trim().Length == 0).Select(o => $"command line: {o.Option} is empty.")]);
}
