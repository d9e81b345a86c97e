using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>Writes pages and errors as QiAnXin's services do: passive DNS, whois, and the reputation of files.</summary>
internal sealed class QiAnXinAnswer(AnswerPadding padding, bool reputationIsObject)
{
    private const int TailBytes = 60;
    private const long FirstSeen = 1_546_300_800;
    private const int SecondsApart = 20_000_000;

    public void WritePage(Utf8Buffer buffer, AnswerPage page)
    {
        switch (page.Operation)
        {
            case Operation.Flint:
                WriteFlint(buffer, page);
                break;
            case Operation.RegistrantEmail:
                WriteRegistrant(buffer, page);
                break;
            case Operation.ReverseEmail:
                WriteReverse(buffer, page);
                break;
            default:
                WriteReputation(buffer, page);
                break;
        }
    }

    /// <summary>Writes an error of the API that the operation belongs to; a file's reputation has its own codes.</summary>
    public void WriteError(Utf8Buffer buffer, Operation operation, int code, string message)
    {
        buffer.Add(operation == Operation.FileReputation ? "{\"status\":"u8 : "{\"code\":"u8);
        buffer.AddNumber(code);
        buffer.Add(operation == Operation.FileReputation ? ",\"message\":"u8 : ",\"status\":\"error\",\"message\":"u8);
        buffer.AddString(message);
        padding.Fill(buffer, padding.TargetBytes, "\"details\":"u8);
        buffer.Add("}"u8);
    }

    private void WriteFlint(Utf8Buffer buffer, AnswerPage page)
    {
        buffer.Add("{\"code\":200,\"status\":\"ok\",\"data\":["u8);
        for (var i = 0; i < page.Values.Length; i += page.ValuesPerRecord)
        {
            var values = page.Values.AsSpan(i, Math.Min(page.ValuesPerRecord, page.Values.Length - i));
            var firstSeen = FirstSeen + (long)(StableHash.Of(0, 0, values[0].Text) % SecondsApart);
            buffer.Add(i > 0 ? ",{\"rrname\":"u8 : "{\"rrname\":"u8);
            buffer.AddString(page.Value);
            buffer.Add(",\"rrtype\":\"A\",\"rdata\":"u8);
            WriteRdata(buffer, values);
            buffer.Add(",\"count\":"u8);
            buffer.AddNumber(1 + (firstSeen % 500));
            buffer.Add(",\"time_first\":"u8);
            buffer.AddNumber(firstSeen);
            buffer.Add(",\"time_last\":"u8);
            buffer.AddNumber(firstSeen + 5_000_000);
            padding.Fill(buffer, ShareOf(i + values.Length, page.Values.Length), "\"sensors\":"u8);
            buffer.Add("}"u8);
        }

        buffer.Add("]"u8);
        if (page.NextCursor is { } lastKey)
        {
            buffer.Add(",\"lastKey\":"u8);
            buffer.AddString(lastKey);
        }

        FillWhenEmpty(buffer, page.Values.Length);
        buffer.Add("}"u8);
    }

    private static void WriteRdata(Utf8Buffer buffer, ReadOnlySpan<AnswerValue> values)
    {
        if (values[0].IsJson)
        {
            values[0].WriteTo(buffer);
            return;
        }

        buffer.Add("\""u8);
        foreach (var value in values)
        {
            buffer.AddEscaped(value.Text);
            buffer.Add(";"u8);
        }

        buffer.Add("\""u8);
    }

    private void WriteRegistrant(Utf8Buffer buffer, AnswerPage page)
    {
        if (!page.IsKnown)
        {
            buffer.Add("{\"code\":200,\"status\":\"ok\",\"data\":{}"u8);
            FillWhenEmpty(buffer, 0);
            buffer.Add("}"u8);
            return;
        }

        buffer.Add("{\"code\":200,\"status\":\"ok\",\"data\":{\"registrantEmail\":["u8);
        WriteList(buffer, page.Values);
        buffer.Add("],\"registrantName\":[\"Domain Owner\"],\"createdDate\":[\"2016-02-03 04:05:06\"],\"updatedDate\":[]"u8);
        buffer.Add(",\"expiresDate\":[\"2028-02-03 04:05:06\"],\"status\":[\"ok\"]"u8);
        padding.Fill(buffer, padding.TargetBytes, "\"history\":"u8);
        buffer.Add("}}"u8);
    }

    private void WriteReverse(Utf8Buffer buffer, AnswerPage page)
    {
        buffer.Add("{\"code\":200,\"status\":\"ok\",\"data\":["u8);
        WriteList(buffer, page.Values);
        buffer.Add("]"u8);

        // The values are plain strings: there is no item that could grow.
        padding.Fill(buffer, padding.TargetBytes, "\"statistics\":"u8);
        buffer.Add("}"u8);
    }

    private void WriteReputation(Utf8Buffer buffer, AnswerPage page)
    {
        buffer.Add("{\"status\":10000,\"message\":\"success\",\"data\":"u8);
        if (page.Values.Length == 0 && page.Domains.Length == 0)
        {
            buffer.Add(page.IsKnown ? "[{\"malicious\":0}]"u8 : "[]"u8);
            FillWhenEmpty(buffer, 0);
            buffer.Add("}"u8);
            return;
        }

        buffer.Add(reputationIsObject ? "{\"filetype\":\"PE32\""u8 : "[{\"filetype\":\"PE32\""u8);
        buffer.Add(",\"filesize\":102400,\"first_seen\":\"2019-03-02 10:11:12\",\"malicious\":1"u8);
        buffer.Add(",\"malicious_type\":[],\"malicious_family\":[],\"targeted\":false,\"campaign\":[],\"network\":{"u8);
        if (page.Domains.Length > 0)
        {
            buffer.Add("\"domain\":["u8);
            WriteList(buffer, page.Domains);
            buffer.Add("],"u8);
        }

        if (page.Values.Length > 0)
        {
            buffer.Add("\"ip\":["u8);
            WriteList(buffer, page.Values);
            buffer.Add("],"u8);
        }

        buffer.Add("\"url\":[],\"tcp\":[],\"udp\":null},\"ioc\":[],\"source\":\"sandbox\",\"filename\":[\"setup.exe\"]"u8);
        padding.Fill(buffer, padding.TargetBytes - TailBytes, "\"engines\":"u8);
        buffer.Add(reputationIsObject ? "}}"u8 : "}]}"u8);
    }

    private static void WriteList(Utf8Buffer buffer, AnswerValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                buffer.Add(","u8);
            }

            values[i].WriteTo(buffer);
        }
    }

    private int ShareOf(int done, int all) => (int)((long)(padding.TargetBytes - TailBytes) * done / all);

    private void FillWhenEmpty(Utf8Buffer buffer, int count)
    {
        if (count == 0)
        {
            padding.Fill(buffer, padding.TargetBytes, "\"statistics\":"u8);
        }
    }
}
