using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Seed.CommandLine;

/// <summary>Options of the command line that are settings too: the last word on them, checked like all others.</summary>
internal static class CommandLineSettings
{
    public static RawSettings Of(ExploreArguments arguments, string workingFolder)
    {
        (string Option, string Path, string? Value)[] options =
        [
            ("--depth", "general.depth", arguments.Depth),
            ("--max-age", "general.maxAge", arguments.MaxAge),
            ("--database", "database", arguments.Database),
        ];
        return new(
            [.. options.Where(o => o.Value is not null).Select(o => new RawSetting(o.Path, o.Value!, "command line", workingFolder, o.Option))],
            [.. options.Where(o => o.Value is not null && o.Value.Trim().Length == 0).Select(o => $"command line: {o.Option} is empty.")]);
    }
}
