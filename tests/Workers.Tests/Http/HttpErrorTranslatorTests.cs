using System.Security.Authentication;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Tests.Http;

public sealed class HttpErrorTranslatorTests
{
    /// <summary>What to do depends on it: an own authority is to be made known to the system, a wrong name or an old certificate to be mended.</summary>
    [Fact]
    public void Describe_OfACertificateThatIsRefused_SaysWhatIsWrongWithIt()
    {
        var error = new HttpRequestException(
            HttpRequestError.SecureConnectionError,
            "The SSL connection could not be established, see inner exception.",
            new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"));

        var trial = HttpErrorTranslator.Describe(error);

        trial.NotSent.ShouldBeTrue();
        trial.Detail.ShouldBe(
            "no secure connection (TLS): The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot");
    }

    [Fact]
    public void Describe_OfTlsThatFailedOtherwise_SaysThatMuch() =>
        HttpErrorTranslator.Describe(new HttpRequestException(HttpRequestError.SecureConnectionError)).Detail.ShouldBe("no secure connection (TLS)");
}
