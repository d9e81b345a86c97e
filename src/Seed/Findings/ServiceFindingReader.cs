using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Findings;

/// <summary>The hunts of a service. What it sends is what a ledger file's reader writes.</summary>
internal sealed class ServiceFindingReader(ServiceClient client) : IFindingReader
{
    public string Beginning => "submit";

    public string Command(string command) => $"ioc-explorer {command}";

    public Task<HuntPage> ListAsync(long? before, int most, CancellationToken cancellation) =>
        client.AskAsync(ServiceCalls.Hunts(before, most), j => j.HuntPage, cancellation);

    public async Task<IReadOnlyList<string>> AnswerAsync(FindingQuestion question, FileStream output, CancellationToken cancellation)
    {
        IReadOnlyList<string> remarks = [];
        await client.SendAsync(
            Call(question),
            async (content, cancel) =>
            {
                output.SetLength(0);
                await CopyAsync(content, output, cancel);
                return true;
            },
            cancellation,
            ResultArchive.MostBytes,
            headers => remarks = headers.TryGetValues(ServiceHeaders.Remark, out var values) ? [.. values] : []);
        return remarks;
    }

    // A full disk is no failure of the connection, which would be tried again.
    private static async Task CopyAsync(Stream content, FileStream output, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            try
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
                await output.FlushAsync(cancellation);
            }
            catch (IOException e)
            {
                throw new FindingException(
                    $"What the service sends cannot be written to {output.Name} ({FileErrorText.Of(e)}). Make room there, or choose another folder.", e);
            }
        }
    }

    private static ServiceCall Call(FindingQuestion question) => question switch
    {
        FindingQuestion.Report(var hunt, var format, var top) =>
            ServiceCalls.Finding(
                hunt,
                "report",
                [Format(format), ("limit", top is null ? "all" : $"{top}")],
                Accept(format),
                $"Hunt {hunt} was not reported on"),
        FindingQuestion.Why(var hunt, var ioc, var format, var top) =>
            ServiceCalls.Finding(
                hunt,
                "why",
                [.. Ioc("", ioc), Format(format), ("limit", $"{top}")],
                Accept(format),
                $"{ioc.Value} was not looked up in hunt {hunt}"),
        FindingQuestion.Explain(var hunt, var seed, var ioc, var format) =>
            ServiceCalls.Finding(
                hunt,
                "explain",
                [.. Ioc("seed", seed), .. Ioc("", ioc), Format(format)],
                Accept(format),
                $"{ioc.Value} was not looked up in hunt {hunt}"),
        FindingQuestion.Difference(var before, var after, var format) =>
            ServiceCalls.Finding(
                after,
                "diff",
                [("since", $"{before}"), Format(format)],
                Accept(format),
                $"Hunts {before} and {after} were not compared"),
        FindingQuestion.Export(var hunt, var format) =>
            ServiceCalls.Finding(hunt, $"exports/{format.Name}", [], format.MediaType, $"Hunt {hunt} was not exported"),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "No such question."),
    };

    private static (string Name, string? Value)[] Ioc(string prefix, Ioc ioc) =>
        prefix.Length == 0 ? [("value", ioc.Value), ("type", ioc.Type.Name())] : [(prefix, ioc.Value), (prefix + "Type", ioc.Type.Name())];

    private static (string Name, string? Value) Format(AnswerFormat format) =>
        ("format", format switch { AnswerFormat.Json => "json", AnswerFormat.Csv => "csv", _ => "text" });

    private static string Accept(AnswerFormat format) => format switch
    {
        AnswerFormat.Json => "application/json",
        AnswerFormat.Csv => "text/csv",
        _ => "text/plain",
    };
}
