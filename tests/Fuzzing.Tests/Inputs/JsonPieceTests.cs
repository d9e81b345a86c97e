using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Tests.Inputs;

public sealed class JsonPieceTests
{
    [Fact]
    public void Of_WhatWasParsed_IsTheSameJson() =>
        JsonWriting.Of(JsonPiece.Parse("""{"a":[1,null,{"b":"c\"\\\u0001"}],"a":true,"\u00e9":-1.50}"""))
            .ShouldBe("""{"a":[1,null,{"b":"c\u0022\u005c\u0001"}],"a":true,"é":-1.50}""");

    [Fact]
    public void Of_HalfOfASurrogatePair_IsItsEscape() =>
        JsonWriting.Of(JsonPiece.Object(("\ud800", JsonPiece.Text("\udc00\ud83d\ude00")))).ShouldBe("{\"\\ud800\":\"\\udc00\ud83d\ude00\"}");

    [Fact]
    public void Copy_ThatIsChanged_LeavesTheOtherAsItWas()
    {
        var piece = JsonPiece.Parse("""{"a":[1]}""");

        piece.Copy().Member("a")!.Items!.Clear();

        JsonWriting.Of(piece).ShouldBe("""{"a":[1]}""");
    }
}
