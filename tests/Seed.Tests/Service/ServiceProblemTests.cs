using System.Text;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ServiceProblemTests
{
    [Theory]
    [InlineData("""{ "errors": ["one", "two"] }""", "one|two")]
    [InlineData("""{ "errors": [{ "line": 3, "reason": "has no value" }, { "detail": "four" }] }""", "line 3: has no value|four")]
    [InlineData("""{ "errors": { "depth": ["is too large"], "name": ["is too long", "is not text"] } }""",
        "depth: is too large|name: is too long|name: is not text")]
    [InlineData("""{ "errors": 7 }""", "")]
    public void Parse_OfSeveralErrors_GivesATextForEach(string json, string texts) => string.Join('|', Parse(json).Errors).ShouldBe(texts);

    [Theory]
    [InlineData("")]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("[1]")]
    [InlineData("""{ "title": 7, "detail": { "a": "b" } }""")]
    [InlineData("{ \"title\": \"cut")]
    public void Parse_OfSomethingElse_PassesOverIt(string text)
    {
        var problem = Parse(text);

        (problem.Title + problem.Detail + string.Concat(problem.Errors)).ShouldBe("");
    }

    [Fact]
    public void Parse_OfEndlesslyManyErrors_TakesTheFirst() =>
        Parse($$"""{ "errors": [{{string.Join(',', Enumerable.Range(1, 1000).Select(n => $"\"{n}\""))}}] }""").Errors.Count.ShouldBe(20);

    private static ServiceProblem Parse(string json) => ServiceProblem.Parse(Encoding.UTF8.GetBytes(json));
}
