using IocExplorer.Analysis.Exports;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Reports;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>export</c>: a hunt in a format for other tools.</summary>
internal sealed class ExportCommand(FindingVerb verb)
{
    /// <param name="hunt">As the user wrote it; null for the newest.</param>
    /// <param name="format">As the user wrote it.</param>
    /// <param name="output">The file, as the user wrote it; <c>-</c> is standard output.</param>
    public Task<int> RunAsync(string? hunt, string format, string output)
    {
        if (HuntExports.Find(format) is not { } export)
        {
            return Task.FromResult(verb.Refuse($"command line: --format must be one of {string.Join(", ", HuntExports.All.Select(e => e.Name))}."));
        }

        return verb.RunAsync(hunt, (reader, id) => output == "-" ? PrintAsync(reader, id, export) : WriteAsync(reader, id, export, output));
    }

    private async Task<int> PrintAsync(IFindingReader reader, long hunt, HuntExport format)
    {
        var question = new FindingQuestion.Export(hunt, format);
        verb.Screen.Complain(await AnswerFile.ShowAsync(reader, question, text => verb.Screen.Copy(text, endsLine: false), verb.Stop));
        return ExitCodes.Complete;
    }

    private async Task<int> WriteAsync(IFindingReader reader, long hunt, HuntExport format, string output)
    {
        var files = new OutputFiles();
        if (verb.Ledger is { } ledger)
        {
            files.KeepLedger(ledger);
        }

        files.KeepConfigured(verb.Files);
        if (files.TakePlace(verb.Full(output), "the export") is { } why)
        {
            return verb.Refuse(NotWritten(output, why));
        }

        try
        {
            verb.Screen.Say(await HuntExportFile.WriteAsync(reader, hunt, format, verb.Full(output), output, verb.Stop));
            return ExitCodes.Complete;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return verb.Refuse(NotWritten(output, FileErrorText.Of(e, verb.Full(output))));
        }
    }

    private static string NotWritten(string output, string why) => $"The export {output} cannot be written ({why}). Check the path given with -o.";
}
