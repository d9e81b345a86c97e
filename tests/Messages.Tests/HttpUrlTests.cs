namespace IocExplorer.Messages.Tests;

/// <summary>What an address may be that a request goes to.</summary>
public sealed class HttpUrlTests
{
    // A letter that is written from right to left beside one that is not: no label of a domain name may hold both.
    private const string NoName = "\u0627m";

    [Theory]
    [InlineData("https://own.example/api")]
    [InlineData(" HTTP://own.example:8080 ")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("https://b\u00fccher.example/")]
    public void TryParse_AnAddressThatCanBeAsked_IsTaken(string text)
    {
        HttpUrl.TryParse(text, out var url).ShouldBeTrue();
        url!.ToString().ShouldBe(new Uri(text.Trim()).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("own.example")]
    [InlineData("/path")]
    [InlineData("http://")]
    [InlineData("ftp://own.example")]
    [InlineData("file:///etc/hosts")]
    [InlineData("https://" + NoName)]
    [InlineData("https://" + NoName + ".example/api")]
    public void TryParse_WhatNoRequestCanGoTo_IsRefused(string? text)
    {
        HttpUrl.TryParse(text, out var url).ShouldBeFalse();
        url.ShouldBeNull();
    }
}
