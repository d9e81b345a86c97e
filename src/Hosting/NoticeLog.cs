namespace IocExplorer.Hosting;

/// <summary>Notices to the user, in the log of a node.</summary>
public static partial class NoticeLog
{
    public static void Write(ILogger log, Notice notice)
    {
        if (notice.IsError)
        {
            Warning(log, notice.Text);
        }
        else
        {
            Notice(log, notice.Text);
        }
    }

    [LoggerMessage(EventName = "notice", Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Notice(ILogger log, string text);

    [LoggerMessage(EventName = "warning", Level = LogLevel.Warning, Message = "{Text}")]
    private static partial void Warning(ILogger log, string text);
}
