using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>Writes pages and errors as VirusTotal's third API does.</summary>
internal sealed class VirusTotalAnswer(AnswerPadding padding, string baseUrl)
{
    // The links and the end of an answer, which come after the last item.
    private const int TailBytes = 200;
    private const long FirstDate = 1_546_300_800;
    private const int DatesApart = 40_000_000;

    public void WritePage(Utf8Buffer buffer, AnswerPage page)
    {
        buffer.Add("{\"data\":["u8);
        for (var i = 0; i < page.Values.Length; i++)
        {
            if (i > 0)
            {
                buffer.Add(","u8);
            }

            var share = (int)((long)(padding.TargetBytes - TailBytes) * (i + 1) / page.Values.Length);
            WriteItem(buffer, page, page.Values[i], share);
        }

        buffer.Add("],\"meta\":{\"count\":"u8);
        buffer.AddNumber(page.Total);
        if (page.NextCursor is { } cursor && page.NextBase is null)
        {
            buffer.Add(",\"cursor\":"u8);
            buffer.AddString(cursor);
        }

        buffer.Add("},\"links\":{\"self\":\""u8);
        WritePageLink(buffer, baseUrl, page, page.Cursor);
        if (page.NextCursor is not null)
        {
            buffer.Add("\",\"next\":\""u8);
            WritePageLink(buffer, page.NextBase ?? baseUrl, page, page.NextCursor);
        }

        buffer.Add("\"}"u8);
        if (page.Values.Length == 0)
        {
            padding.Fill(buffer, padding.TargetBytes, "\"related_statistics\":"u8);
        }

        buffer.Add("}"u8);
    }

    public void WriteError(Utf8Buffer buffer, string code, string message)
    {
        buffer.Add("{\"error\":{\"code\":"u8);
        buffer.AddString(code);
        buffer.Add(",\"message\":"u8);
        buffer.AddString(message);
        buffer.Add("}"u8);
        padding.Fill(buffer, padding.TargetBytes, "\"details\":"u8);
        buffer.Add("}"u8);
    }

    public static string CollectionOf(Operation operation) => operation switch
    {
        Operation.IpDownloadedFiles => "ip_addresses",
        Operation.DomainDownloadedFiles or Operation.DomainResolutions => "domains",
        _ => "files",
    };

    public static string RelationOf(Operation operation) => operation switch
    {
        Operation.IpDownloadedFiles or Operation.DomainDownloadedFiles => "downloaded_files",
        Operation.DomainResolutions => "resolutions",
        Operation.FileContactedIps => "contacted_ips",
        Operation.FileContactedDomains => "contacted_domains",
        _ => "execution_parents",
    };

    private void WriteItem(Utf8Buffer buffer, AnswerPage page, AnswerValue value, int upTo)
    {
        switch (page.Operation)
        {
            case Operation.DomainResolutions:
                WriteResolution(buffer, page, value);
                padding.Fill(buffer, upTo, "\"ip_address_last_analysis_results\":"u8);
                break;
            case Operation.FileContactedIps:
                WriteObjectHead(buffer, "ip_address", "ip_addresses", value);
                buffer.Add("\"as_owner\":\"Hosting Partners\",\"asn\":64496,\"country\":\"NL\",\"reputation\":0,\"tags\":[]"u8);
                padding.Fill(buffer, upTo, "\"last_analysis_results\":"u8);
                break;
            case Operation.FileContactedDomains:
                WriteObjectHead(buffer, "domain", "domains", value);
                buffer.Add("\"registrar\":\"Registrar Partners\",\"creation_date\":1325376000,\"reputation\":0,\"tags\":[]"u8);
                padding.Fill(buffer, upTo, "\"last_analysis_results\":"u8);
                break;
            default:
                WriteObjectHead(buffer, "file", "files", value);
                buffer.Add("\"sha256\":"u8);
                value.WriteTo(buffer);
                buffer.Add(",\"type_description\":\"Win32 EXE\",\"size\":102400,\"reputation\":0,\"tags\":[]"u8);
                padding.Fill(buffer, upTo, "\"last_analysis_results\":"u8);
                break;
        }

        buffer.Add("}}"u8);
    }

    private void WriteObjectHead(Utf8Buffer buffer, string type, string collection, AnswerValue value)
    {
        buffer.Add("{\"type\":\""u8);
        buffer.AddPlain(type);
        buffer.Add("\",\"id\":"u8);
        value.WriteTo(buffer);
        if (!value.IsJson)
        {
            buffer.Add(",\"links\":{\"self\":\""u8);
            WriteObjectLink(buffer, baseUrl, collection, value.Text);
            buffer.Add("\"}"u8);
        }

        buffer.Add(",\"attributes\":{"u8);
    }

    private static void WriteResolution(Utf8Buffer buffer, AnswerPage page, AnswerValue value)
    {
        buffer.Add("{\"type\":\"resolution\",\"id\":\""u8);
        buffer.AddEscaped(value.IsJson ? page.Value : value.Text + page.Value);
        buffer.Add("\",\"attributes\":{\"date\":"u8);
        buffer.AddNumber(FirstDate + (long)(StableHash.Of(0, 0, value.Text) % DatesApart));
        buffer.Add(",\"host_name\":"u8);
        buffer.AddString(page.Value);
        buffer.Add(",\"ip_address\":"u8);
        value.WriteTo(buffer);
        buffer.Add(",\"resolver\":\"VirusTotal\""u8);
    }

    private static void WriteObjectLink(Utf8Buffer buffer, string server, string collection, string id)
    {
        buffer.AddPlain(server);
        buffer.Add("/api/v3/"u8);
        buffer.AddPlain(collection);
        buffer.Add("/"u8);
        buffer.AddPlain(Uri.EscapeDataString(id));
    }

    private static void WritePageLink(Utf8Buffer buffer, string server, AnswerPage page, string? cursor)
    {
        WriteObjectLink(buffer, server, CollectionOf(page.Operation), page.Value);
        buffer.Add("/"u8);
        buffer.AddPlain(RelationOf(page.Operation));
        buffer.Add("?limit="u8);
        buffer.AddNumber(page.Limit);
        if (cursor is not null)
        {
            buffer.Add("&cursor="u8);
            buffer.AddPlain(Uri.EscapeDataString(cursor));
        }
    }
}
