using System.CommandLine;
using IocExplorer.Seed.Lists;

namespace IocExplorer.Seed.CommandLine;

/// <summary><c>lists</c> and <c>lists update</c>, and their options.</summary>
internal static class ListsCommandLine
{
    public static Command Build(ConsoleContext consoleContext)
    {
        var lists = new ListsCommand(consoleContext);
        var config = new Option<string?>("--config")
        {
            Description = "Configuration: iocexplorer.conf, or the original's config.ini. Its `tags` say which lists there are.",
            HelpName = "FILE",
        };
        var from = new Option<string?>("--from")
        {
            Description = "Address of the archive (zip or tar.gz): https, or http of this machine."
                + " Default: tags.updateFrom of the configuration, else MISP's public repository.",
            HelpName = "URL",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Folder for the lists, replaced as a whole or not at all; made when it is not there. Default: warninglists in the working directory.",
            HelpName = "FOLDER",
        };
        var update = new Command("update", "Fetch the lists of well-known names and addresses (MISP's warninglists) into a folder, and say what changed.")
        {
            config, from, to,
        };
        update.SetAction((parsed, _) => lists.UpdateAsync(parsed.GetValue(config), parsed.GetValue(from), parsed.GetValue(to)));
        var command = new Command("lists", "List the lists that say what is known of IOCs (tags): their type, class and version, and what is wrong with them.")
        {
            config, update,
        };
        command.SetAction((parsed, _) => lists.ShowAsync(parsed.GetValue(config)));
        return command;
    }
}
