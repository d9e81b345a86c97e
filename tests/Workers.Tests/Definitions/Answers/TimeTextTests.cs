using System.Globalization;
using System.Text;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("1566265526", "2019-08-20T01:45:26Z")]
    [InlineData("1566265526000", "2019-08-20T01:45:26Z")]
    [InlineData("1566265526000000", "2019-08-20T01:45:26Z")]
    [InlineData("1566265526000000000", "2019-08-20T01:45:26Z")]
    [InlineData("1566265526.75", "2019-08-20T01:45:26Z")]
    [InlineData("\"1566265526\"", "2019-08-20T01:45:26Z")]
    [InlineData("\"1566265526123\"", "2019-08-20T01:45:26Z")]
    [InlineData("\"2019-09-04T05:32:29\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-09-04T05:32:29Z\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-09-04T05:32:29+00:00\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-09-04T07:32:29+0200\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-09-04T05:32:29.839Z\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-09-04T05:32:29.123456789\"", "2019-09-04T05:32:29Z")]
    [InlineData("\"2019-03-25 09:55:01 UTC\"", "2019-03-25T09:55:01Z")]
    [InlineData("\"2019-03-25 09:55:01\"", "2019-03-25T09:55:01Z")]
    [InlineData("\"2019-01-19\"", "2019-01-19T00:00:00Z")]
    [InlineData("\"20190101235959\"", "2019-01-01T23:59:59Z")]
    [InlineData("\"20190101\"", "2019-01-01T00:00:00Z")]
    [InlineData("\" 2019-01-19 \"", "2019-01-19T00:00:00Z")]
    public void Seconds_OfATime_AreUnixTime(string json, string expected)
    {
        var seconds = TimeText.Seconds(AnswerValues.Read(Encoding.UTF8.GetBytes(json), 64).Root);

        DateTimeOffset.FromUnixTimeSeconds(seconds).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("\"never\"")]
    [InlineData("\"2019-13-45\"")]
    [InlineData("\"0001-01-01T00:00:00\"")]
    [InlineData("[1566265526]")]
    [InlineData("{}")]
    public void Seconds_OfSomethingElse_AreUnknown(string json) => TimeText.Seconds(AnswerValues.Read(Encoding.UTF8.GetBytes(json), 64).Root).ShouldBe(0);
}
