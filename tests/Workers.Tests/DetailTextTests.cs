namespace IocExplorer.Workers.Tests;

public sealed class DetailTextTests
{
    [Fact]
    public void Of_WhatASourceWrote_IsOneLineWithoutTheKey() =>
        DetailText.Of("bad key SECRET1\r\nfor you\u202e", "secret1").ShouldBe("bad key (key)  for you ");

    [Fact]
    public void Of_ALongText_IsCut() => DetailText.Of(new string('x', 300), null).ShouldBe(new string('x', 200) + "…");

    [Fact]
    public void Of_AnOrdinaryText_IsTheSame() => DetailText.Of("HTTP 429", "k3y").ShouldBe("HTTP 429");
}
