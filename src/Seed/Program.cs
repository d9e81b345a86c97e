using System.Collections;
using System.Text;
using IocExplorer.Seed;
using IocExplorer.Seed.Screens;
using Spectre.Console;

using var interrupts = new Interrupts(TimeProvider.System, exitCode =>
{
    if (!Console.IsOutputRedirected)
    {
        // A live picture hides the cursor, ends without a line break, and has no time now to bring them back.
        Console.WriteLine("\e[?25h");
    }

    Console.Error.WriteLine("Stopped at once. What was answered is kept: run the same command to go on.");
    Environment.Exit(exitCode);
});
interrupts.Listen();

// Trees have no byte order mark, and neither has what is printed about them.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var output = new TolerantWriter(Console.Out);
await using var error = new TolerantWriter(Console.Error);
var console = AnsiConsole.Create(new()
{
    Out = new StandardOutput(output),
    Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
});

try
{
    return await SeedConsole.RunAsync(args, new()
    {
        Console = console,
        Error = error,
        In = Console.OpenStandardInput(),
        Time = TimeProvider.System,
        Random = new(),
        Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
        WorkingFolder = Environment.CurrentDirectory,
        Interrupts = interrupts,
        ErrorIsTerminal = !Console.IsErrorRedirected,
    });
}
#pragma warning disable CA1031 // The last one who can say anything: a fault of the program still ends with a line and an exit code.
catch (Exception fault)
#pragma warning restore CA1031
{
    await error.WriteLineAsync($"A fault of the program, please report it: {TerminalText.Line(fault.GetType().Name)}."
        + " What was answered is kept; the same command goes on.");
    await error.WriteLineAsync(fault.ToString());
    return ExitCodes.Incomplete;
}
