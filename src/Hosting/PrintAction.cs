using System.CommandLine;
using System.CommandLine.Invocation;

namespace IocExplorer.Hosting;

/// <summary>The action of an option that only says something.</summary>
public sealed class PrintAction(string text) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(text);
        return ExitCodes.Stopped;
    }
}
