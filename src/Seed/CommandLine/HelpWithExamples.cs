using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The usual help with examples below.</summary>
internal sealed class HelpWithExamples(int width, Action<string> write, Func<Command, string> examples) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new() { MaxWidth = width };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = _help.Invoke(parseResult);
        write(examples(parseResult.CommandResult.Command));
        return result;
    }
}
