using System.Net;
using System.Text;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>Runs of <c>explore</c> over one seed and a VirusTotal that knows an address of it and a file of the address.</summary>
internal static class ExploreRuns
{
    public const string Key = "0123456789abcdef-secret-key";
    public const string Seeds = "domain,example.com\n";

    public static readonly string Hash = new('a', 64);

    public static (HttpStatusCode Status, string Body) Forbidden =>
        (HttpStatusCode.Forbidden, """{ "error": { "code": "ForbiddenError", "message": "You are not authorized" } }""");

    public static (HttpStatusCode Status, string Body) VirusTotal(Uri url) => url.AbsolutePath switch
    {
        "/api/v3/domains/example.com/resolutions" => (HttpStatusCode.OK,
            """{ "data": [{ "id": "93.184.216.34example.com", "type": "resolution", "attributes": { "ip_address": "93.184.216.34" } }] }"""),
        "/api/v3/ip_addresses/93.184.216.34/downloaded_files" =>
            (HttpStatusCode.OK, $$"""{ "data": [{ "id": "{{Hash}}", "type": "file", "attributes": { "sha256": "{{Hash}}" } }] }"""),
        _ => (HttpStatusCode.OK, """{ "data": [] }"""),
    };

    public static ConsoleRun CreateRun(
        FakeUpstream upstream, string input = "", int width = 1000, Encoding? encoding = null, TimeProvider? time = null)
    {
        var run = new ConsoleRun
        {
            Http = () => upstream,
            Input = input,
            Width = width,
            InputEncoding = encoding ?? Encoding.ASCII,
            Time = time ?? new ShiftedTime(),
        };
        run.Environment["IOCEXPLORER_sources__VirusTotal__apiKeys__0"] = Key;
        run.Environment["IOCEXPLORER_sources__VirusTotal__quota__perMinute"] = "0";
        run.Write("seeds.csv", Seeds);
        return run;
    }
}
