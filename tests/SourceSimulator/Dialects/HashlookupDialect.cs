using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>CIRCL hashlookup: is it a file that everybody has? Hashes in upper case, sizes as text, trust as a number; unknown is 404 with JSON.</summary>
internal sealed class HashlookupDialect : Dialect
{
    public override string Source => "Hashlookup";

    public override Question? Read(DialectRequest request) =>
        request.Is("GET", "lookup", "*", "*") && request.Segments[1] is "md5" or "sha1" or "sha256"
            ? new("lookup", IocType.File, request.Segments[2].ToLowerInvariant())
            : null;

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        var kind = request.Segments[1];
        var length = kind switch { "md5" => 32, "sha1" => 40, _ => 64 };
        if (question.Value.Length != length || !IsHash(question.Value))
        {
            return Reply.Json(new { message = $"{NameOf(kind)} value incorrect, expecting a {NameOf(kind)} in hex format" }, 400).Refused();
        }

        if (!knowledge.IsKnown(Source, question.Value))
        {
            return Reply.Json(new { message = $"Non existing {NameOf(kind)}", query = request.Segments[2] }, 404);
        }

        var file = FileRecord.Of(question.Value);
        var record = new Dictionary<string, object>
        {
            ["FileName"] = $"./usr/lib/lib{file.Md5[..6]}.so.1",
            ["FileSize"] = "102400",
            ["MD5"] = file.Md5.ToUpperInvariant(),
            ["SHA-1"] = file.Sha1.ToUpperInvariant(),
            ["SHA-256"] = file.Sha256.ToUpperInvariant(),
            ["PackageMaintainer"] = "Package Maintainers <maintainers@packages.org>",
            ["source"] = "NSRL",
            ["parents"] = Array.Empty<object>(),
        };
        if (Knowledge.Number("hashlookup malicious", question.Value, 10) == 0)
        {
            record["KnownMalicious"] = "malshare.com";
        }

        record["hashlookup:parent-total"] = 1;
        record["hashlookup:trust"] = TrustOf(question.Value);
        return Reply.Json(record);
    }

    /// <summary>0, 5, … 100.</summary>
    public static int TrustOf(string hash) => 5 * Knowledge.Number("hashlookup trust", hash, 21);

    public override Reply Error(int status) => Reply.Json(new { message = $"Error {status}" }, status);

    private static string NameOf(string kind) => kind switch { "md5" => "MD5", "sha1" => "SHA-1", _ => "SHA-256" };
}
