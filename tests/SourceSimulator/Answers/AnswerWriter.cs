using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>Writes pages and errors in the format of the operation's source.</summary>
internal sealed class AnswerWriter(AnswerPadding padding, string baseUrl, bool reputationIsObject)
{
    // A request is written from beginning to end on one thread, without a wait in between.
    [ThreadStatic]
    private static Utf8Buffer? s_buffer;

    private readonly VirusTotalAnswer _virusTotal = new(padding, baseUrl);
    private readonly QiAnXinAnswer _qiAnXin = new(padding, reputationIsObject);

    /// <summary>Sends a healthy page: data, or that there is none.</summary>
    public void SendPage(Exchange exchange, AnswerPage page)
    {
        var buffer = WritePage(page, out var status);
        exchange.Send(status, Exchange.Json, buffer.Written);
    }

    /// <summary>The bytes of a healthy page, for those who want to damage them.</summary>
    public byte[] MakePage(AnswerPage page, out int status) => WritePage(page, out status).Written.ToArray();

    /// <summary>Sends an error as the source words it, with any status.</summary>
    public void SendError(Exchange exchange, Operation operation, int status, string? message = null, string? code = null)
    {
        var buffer = Buffer();
        var (usualCode, usualMessage) = ErrorTexts.Of(status);
        if (RelationTable.IsQiAnXin(operation))
        {
            _qiAnXin.WriteError(buffer, operation, status, message ?? usualMessage);
        }
        else
        {
            _virusTotal.WriteError(buffer, code ?? usualCode, message ?? usualMessage);
        }

        exchange.Send(status, Exchange.Json, buffer.Written);
    }

    /// <summary>Sends QiAnXin's way to say no: status 200 and a code of its own in the body.</summary>
    public void SendQiAnXinRefusal(Exchange exchange, Operation operation, int code, string message)
    {
        var buffer = Buffer();
        _qiAnXin.WriteError(buffer, operation, code, message);
        exchange.Send(200, Exchange.Json, buffer.Written);
    }

    private Utf8Buffer WritePage(AnswerPage page, out int status)
    {
        var buffer = Buffer();
        status = 200;
        if (RelationTable.IsQiAnXin(page.Operation))
        {
            _qiAnXin.WritePage(buffer, page);
        }
        else if (page.IsKnown)
        {
            _virusTotal.WritePage(buffer, page);
        }
        else
        {
            status = 404;
            _virusTotal.WriteError(buffer, "NotFoundError", $"{page.Value} not found");
        }

        return buffer;
    }

    private static Utf8Buffer Buffer()
    {
        var buffer = s_buffer ??= new Utf8Buffer();
        buffer.Clear();
        return buffer;
    }
}
