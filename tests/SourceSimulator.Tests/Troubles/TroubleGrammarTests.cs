using FsCheck;
using FsCheck.Fluent;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

public sealed class TroubleGrammarTests
{
    [Fact]
    public void ARule_IsReadWithEverythingItMayHold()
    {
        var rule = TroubleRule.Parse("status:429=0.25,operation=domain_resolutions,value=a%2Cb.net,key=k1,first=3,retry-after=date-60");

        rule.ShouldBe(new TroubleRule
        {
            Kind = TroubleKind.Status,
            Variant = "429",
            Rate = 0.25,
            Operation = Operation.DomainResolutions,
            Value = "a,b.net",
            Key = "k1",
            First = 3,
            RetryAfter = "date-60",
        });
    }

    [Fact]
    public void ARuleWithoutRateAndForm_StrikesAlwaysInAnyForm()
    {
        TroubleRule.Parse("shape").ShouldBe(new TroubleRule { Kind = TroubleKind.Shape, Variant = null, Rate = 1 });
    }

    [Fact]
    public void Lines_AreRulesButForBlankOnesAndRemarks()
    {
        TroubleRule.ParseLines("# a remark\n\nhang=0.1\r\n  drip,every=5\n")
            .ShouldBe(
                [new TroubleRule { Kind = TroubleKind.Hang, Rate = 0.1 }, new TroubleRule { Kind = TroubleKind.Drip, Every = TimeSpan.FromMilliseconds(5) }]);
    }

    [Theory]
    [InlineData("stauts:500", "no trouble 'stauts'")]
    [InlineData("status", "a status needs its code")]
    [InlineData("status:200", "status has no form '200'; it has 400")]
    [InlineData("bomb:big", "bomb has no forms")]
    [InlineData("hang=2", "the rate '2' is no number from 0 to 1")]
    [InlineData("hang=-0.1", "the rate '-0.1'")]
    [InlineData("hang=often", "the rate 'often'")]
    [InlineData("hang,operation=guess", "no operation 'guess'; there are flint")]
    [InlineData("hang,source=Other", "no source 'Other'")]
    [InlineData("hang,first=0", "first is a whole number above 0, not '0'")]
    [InlineData("drip,every=slow", "every is a whole number above 0")]
    [InlineData("hang,colour=red", "there is no 'colour'")]
    [InlineData("hang,value", "'value' is no NAME=VALUE")]
    [InlineData("", "no trouble ''")]
    public void ATextThatIsNoRule_IsRefusedWithTheReason(string text, string reason)
    {
        var message = Should.Throw<FormatException>(() => TroubleRule.Parse(text)).Message;

        message.ShouldContain(reason);
        message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void WhatARuleWrites_ReadsBackAsTheSameRule()
    {
        var rules =
            from kind in Gen.Elements(Enum.GetValues<TroubleKind>())
            from form in Gen.Elements(TroubleGrammar.FormsOf(kind).DefaultIfEmpty(null!).ToArray())
            from rate in Gen.Elements(0, 0.05, 1.0 / 3, 1)
            from operation in Gen.Elements<Operation?>(null, Operation.Flint, Operation.FileExecutionParents)
            from source in Gen.Elements(null, "VirusTotal", "QiAnXin")
            from value in Gen.Elements(null, "a,b=c%2C.net", "=HYPERLINK(1,2)", "owner@verdalo.net")
            from first in Gen.Elements<int?>(null, 1, 20)
            from retryAfter in Gen.Elements(null, "5", "0", "past", "date+90", "soon, perhaps")
            select new TroubleRule
            {
                Kind = kind,
                Variant = form,
                Rate = rate,
                Operation = operation,
                Source = source,
                Value = value,
                First = first,
                RetryAfter = retryAfter,
            };

        Prop.ForAll(rules.ToArbitrary(), rule => TroubleRule.Parse(rule.ToString()) == rule).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TheHelp_NamesEveryKindAndForm()
    {
        foreach (var kind in Enum.GetValues<TroubleKind>())
        {
            TroubleGrammar.Help.ShouldContain("  " + TroubleGrammar.NameOf(kind));
            foreach (var form in TroubleGrammar.FormsOf(kind).Where(_ => kind != TroubleKind.Status))
            {
                TroubleGrammar.Help.ShouldContain(form);
            }
        }
    }
}
