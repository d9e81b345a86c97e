using System.Globalization;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "120", "120")]
    [InlineData("Retry-After", "Mon, 05 Jan 2026 12:01:00 GMT", "60")]
    [InlineData("Retry-After", "Mon, 05 Jan 2026 11:00:00 GMT", "0")]
    [InlineData("X-Reset-After", "30", "30")]
    [InlineData("X-Reset-After", "0.5", "0.5")]
    [InlineData("x-reset-after", "2026-01-05T12:00:10Z", "10")]
    [InlineData("X-Reset-After", "1767614410", "10")]
    [InlineData("X-Reset-After", "1767614410000000", "10")]
    [InlineData("Retry-After", "1767614410", "10")]
    [InlineData("X-Reset-After", "soon", null)]
    [InlineData("X-Other", "30", null)]
    public void Read_OfAHeader_SaysHowLong(string name, string value, string? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(name, value);

        RetryAfter.Read(response.Headers, s_now, ["X-Reset-After"])?.TotalSeconds.ToString(CultureInfo.InvariantCulture).ShouldBe(seconds);
        (RetryAfter.Read(response.Headers, s_now, ["X-Reset-After"]) is null).ShouldBe(seconds is null);
    }
}
