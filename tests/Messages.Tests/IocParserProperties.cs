using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace IocExplorer.Messages.Tests;

public class IocParserProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true);

    [Fact]
    public void TheTextsTried_AreOftenGoodAndOftenBad()
    {
        var good = AnyIoc.Text.Generator.Sample(2000).Count(text => IocParser.TryParse(text, out _, out _));

        good.ShouldBeInRange(200, 1800);
    }

    [Fact]
    public void AnyText_GivesEitherAHarmlessNormalFormOrAHarmlessReason() =>
        Prop.ForAll(AnyIoc.Text, AnyIoc.Type, (text, type) =>
        {
            var good = IocParser.TryParse(type, text, out var ioc, out var reason);
            return good ? ioc.Type == type && reason.Length == 0 && IsHarmless(ioc.Value, space: false) : ioc == default && IsHarmless(reason, space: true);
        }).Check(s_config);

    [Fact]
    public void AnyBareText_GivesWhatItsTypeWouldGive() =>
        Prop.ForAll(AnyIoc.Text, text =>
            IocParser.TryParse(text, out var bare, out var reason)
                ? Parsed.Good(bare.Type, bare.Value) == bare && IsHarmless(bare.Value, space: false)
                : bare == default && IsHarmless(reason, space: true)).Check(s_config);

    [Fact]
    public void ANormalForm_ParsesToTheVerySameString() =>
        Prop.ForAll(AnyIoc.Text, AnyIoc.Type, (text, type) =>
            !IocParser.TryParse(type, text, out var ioc, out _)
            || (IocParser.TryParse(type, ioc.Value, out var again, out _) && ReferenceEquals(again.Value, ioc.Value))).Check(s_config);

    [Fact]
    public void ANormalIoc_IsRecognisedBare() =>
        Prop.ForAll(AnyIoc.Ioc, ioc => Parsed.Bare(ioc.Value) == ioc.ToString()).Check(s_config);

    [Fact]
    public void ADefangedIoc_ParsesToTheIoc() =>
        Prop.ForAll(
            AnyIoc.Ioc,
            Gen.Elements("[.]", "(.)", "{.}", "[dot]", "(dot)", " [DOT] ", "\u3002").ToArbitrary(),
            Gen.Elements("{0}", " {0} ", "\"{0}\"", "'{0}'", "<{0}>", "({0})", "[{0}]", "\u201C {0} \u201D").ToArbitrary(),
            (ioc, dot, around) =>
            {
                var defanged = ioc.Type == IocType.File ? ioc.Value
                    : ioc.Value.Replace(".", dot, StringComparison.Ordinal).Replace(":", "[:]", StringComparison.Ordinal)
                        .Replace("@", "(at)", StringComparison.Ordinal);
                var written = string.Format(CultureInfo.InvariantCulture, around, defanged.ToUpperInvariant());
                return Parsed.As(ioc.Type, written) == ioc.Value && Parsed.Bare(written) == ioc.ToString();
            }).Check(s_config);

    [Fact]
    public void AHostInAUrl_IsFound() =>
        Prop.ForAll(
            AnyIoc.Ioc,
            Gen.Elements("http://", "hxxps://", "h**p://", "hxxp[:]//", "hxxp[://]").ToArbitrary(),
            Gen.Elements("", "/", ":80", ":8080/a?b=c#d", "/x@y", "?q=http://z.com/", "#").ToArbitrary(),
            (ioc, scheme, rest) =>
                ioc.Type is IocType.File or IocType.Email
                || Parsed.Bare(scheme + (ioc.Value.Contains(':', StringComparison.Ordinal) ? $"[{ioc.Value}]" : ioc.Value) + rest) == ioc.ToString())
            .Check(s_config);

    [Fact]
    public void AnyIpv6Address_IsWrittenAsTheSameAddressInTheShortestForm() =>
        Prop.ForAll(AnyIoc.Ipv6, address =>
        {
            var bytes = new byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, new UInt128(address.High, address.Low));
            var theirs = new IPAddress(bytes);
            var groups = string.Join(':', Enumerable.Range(0, 8).Select(i => $"{bytes[2 * i]:X2}{bytes[(2 * i) + 1]:X2}"));
            var ours = Parsed.Good(IocType.IpAddress, groups);
            return IPAddress.Parse(ours.Value).Equals(theirs.IsIPv4MappedToIPv6 ? theirs.MapToIPv4() : theirs)
                && Parsed.As(IocType.IpAddress, theirs.ToString()) == ours.Value
                && ours.Value.Length <= theirs.ToString().Length;
        }).Check(s_config);

    [Fact]
    public void WhetherAnIocIsReserved_IsAlwaysAnsweredWithAReason() =>
        Prop.ForAll(AnyIoc.Ioc, ioc => ReservedIocs.IsReserved(ioc, out var why) == (why.Length > 0) && IsHarmless($"{ioc.Value} {why}", space: true))
            .Check(s_config);

    private static bool IsHarmless(string text, bool space) => text.Length > 0 && text.All(c => c is > ' ' and < '\x7F' || (space && c == ' '));
}
