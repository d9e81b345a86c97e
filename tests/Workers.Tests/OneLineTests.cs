namespace IocExplorer.Workers.Tests;

public sealed class OneLineTests
{
    [Fact]
    public void Of_WhatASourceWrote_IsOneLineWithoutTheKey() =>
        OneLine.Of("bad key SECRET1\r\nfor you\u202e", "secret1").ShouldBe("bad key (key)  for you ");

    [Fact]
    public void Of_ALongText_IsCut() => OneLine.Of(new string('x', 300), null).ShouldBe(new string('x', 200) + "…");

    [Fact]
    public void Of_AnOrdinaryText_IsTheSame() => OneLine.Of("HTTP 429", "k3y").ShouldBe("HTTP 429");
}
