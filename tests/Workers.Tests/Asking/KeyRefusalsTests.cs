using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class KeyRefusalsTests
{
    private static readonly OperationId _operation = new(1), _otherOperation = new(2);
    private static readonly SourceThrottleProtocol.OperationRefused _operationRefused = new("TestSource", "key", _operation, "HTTP 403");
    private static readonly SourceThrottleProtocol.KeyRefused _keyRefused = new("TestSource", "key", "HTTP 401");

    private readonly KeyRefusals _refusals = new();

    [Fact]
    public void RefusedOperation_IsNotAsked_AndOthersAre()
    {
        _refusals.HasAny.ShouldBeFalse();

        _refusals.Meet(_operationRefused);

        (_refusals.HasAny, _refusals.Out).ShouldBe((true, null));
        _refusals.Of(_operation).ShouldBe(new(NotAnsweredReason.Refused, "the key may not ask this"));
        _refusals.Of(_otherOperation).ShouldBeNull();
    }

    [Fact]
    public void RefusedKey_AsksNothing()
    {
        _refusals.Meet(_keyRefused);

        _refusals.Of(_otherOperation).ShouldBe(new(NotAnsweredReason.Refused, "HTTP 401"));
    }

    [Fact]
    public void Report_IsUnconfirmed_UntilTheThrottleSaysHowTheKeyStands()
    {
        _refusals.Meet(_operationRefused);
        _refusals.Meet(_operationRefused);
        _refusals.Unconfirmed.ShouldBe([_operationRefused]);

        _refusals.Handle(News(null, _operation)).ShouldBeFalse();

        _refusals.Unconfirmed.ShouldBeEmpty();
        _refusals.HasAny.ShouldBeTrue();
    }

    [Fact]
    public void WhatTheThrottleSays_Counts_AndAKeyThatWasOutIsBackOnce()
    {
        _refusals.Meet(_keyRefused);
        _refusals.Handle(News(new(NotAnsweredReason.Throttled, "used up"))).ShouldBeFalse();
        _refusals.Out!.Detail.ShouldBe("used up");

        _refusals.Handle(News(null)).ShouldBeTrue();
        _refusals.Handle(News(null)).ShouldBeFalse();

        (_refusals.HasAny, _refusals.Of(_operation)).ShouldBe((false, null));
    }

    private static SourceWorkerProtocol.KeyNews News(Answer.NotAnswered? why, params OperationId[] refused) =>
        new("key", null, why, null, refused, QuotaLimits.Unlimited);
}
