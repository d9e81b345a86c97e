using System.CommandLine;
using System.CommandLine.Invocation;

namespace IocExplorer.Seed.CommandLine;

/// <summary>An option that only says something.</summary>
internal sealed class WriteLine(Action<string> write, string text) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        write(text);
        return ExitCodes.Complete;
    }
}
