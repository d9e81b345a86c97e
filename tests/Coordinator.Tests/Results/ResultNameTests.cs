using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Coordinator.Results;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Results;

public sealed class ResultNameTests
{
    private static readonly DateTimeOffset _minute = new(2019, 7, 17, 11, 17, 59, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("373192510@qq.com", "373192510@qq.com_depth_3_201907171117")]
    [InlineData("46173adc26721fb54f6e1a1091a892d4", "46173adc26721fb54f6e1a1091a892d4_depth_3_201907171117")]
    [InlineData("192.0.2.7", "192.0.2.7_depth_3_201907171117")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example_depth_3_201907171117")]
    [InlineData("o'brien+tag_1@example.com", "o'brien+tag_1@example.com_depth_3_201907171117")]
    [InlineData("con", "con_depth_3_201907171117")]
    public void SafeValue_StandsAsItIs(string value, string name) => Name(value).ShouldBe(name);

    [Theory]
    [InlineData("2001:db8::1", "2001_db8__1~")]
    [InlineData("../../etc/passwd", "_.._.._etc_passwd~")]
    [InlineData(@"..\c:\x", "_.._c__x~")]
    [InlineData(".hidden", "_.hidden~")]
    [InlineData("-rf", "_-rf~")]
    [InlineData("nul.example.com", "_nul.example.com~")]
    [InlineData("com1.example", "_com1.example~")]
    [InlineData("UPPER", "upper~")]
    [InlineData("a~b", "a_b~")]
    [InlineData("a\0b\nc\u202ed?e*f|g<h>i\"j", "a_b_c_d_e_f_g_h_i_j~")]
    [InlineData("домен", "_____~")]
    [InlineData("", "_~")]
    public void UnsafeValue_IsMadeSafeAndMarked(string value, string start)
    {
        var name = Name(value);

        name.ShouldStartWith(start);
        name.ShouldMatch(@"~[0-9a-f]{12}_depth_3_201907171117$");
    }

    [Fact]
    public void LongValue_IsCut()
    {
        Name(new string('a', 150)).ShouldStartWith(new string('a', 150) + "_depth");
        Name(new string('a', 151)).ShouldStartWith(new string('a', 120) + "~");
        Name(new string('a', 151)).ShouldNotBe(Name(new string('a', 152)));
    }

    [Fact]
    public void SameValueOfTwoTypes_HasTwoNames() =>
        ResultName.For(Domain("192.0.2.7"), 3, _minute, isTaken: true).ShouldNotBe(ResultName.For(Ip("192.0.2.7"), 3, _minute));

    [Fact]
    public void AnyTwoValues_HaveTwoSafeNames() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(AnyValue, AnyValue, (one, other) =>
        {
            IsSafeEverywhere(Name(one)).ShouldBeTrue(Name(one));
            if (one != other)
            {
                string.Equals(Name(one), Name(other), StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
            }
        }));

    // Short words over few characters, most of them ugly, so that near misses are common.
    private static Arbitrary<string> AnyValue { get; } =
        Gen.Elements("a", "A", "b", ".", "-", "_", "~", "/", "\\", ":", "con", "é", "e\u0301", "\ud800", "\0", " ", "0").ArrayOf()
            .Select(parts => string.Concat(parts)).ToArbitrary();

    private static bool IsSafeEverywhere(string name) =>
        name.All(c => c is > ' ' and < '\u007f' && !"<>:\"/\\|?*".Contains(c, StringComparison.Ordinal))
        && name[0] is not ('.' or '-') && name.Length < 220;

    private static string Name(string value) => ResultName.For(Domain(value), 3, _minute);
}
