using FsCheck;
using FsCheck.Fluent;

namespace IocExplorer.Coordinator.Tests.Seeds;

public class SeedFileProperties
{
    private static readonly string[] s_headers = ["", "", "type,value", "Indicator_type;Data;Note", "domain,ip,sha256", "ioc", "url", "sep=;", "# id,ioc,x",
        "| a | type | value |", "foo,bar,baz"];

    private static readonly string[] s_pieces =
    [
        "domain", "ip", "type", "value", "url", "mutex", "a.example", "b[.]example", "192.0.2.1:80", "http://c.example/x,y", "loader.dll",
        "0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e", "tlp:red", "tlp:no",
        "a note", "\"", "\"\"", ",", ";", "\t", "|", " ", "#", "//", "-", "---", "\u202E", "\uFFFD", "", "=", ":", "x@y.example", "1. ",
    ];

    private static readonly Gen<string> s_line = Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces.Take(9)));

    private static readonly Gen<string> s_row = Gen.Elements("domain,a.example", "domain;b.example;note", ",c.example", "192.0.2.1", "ip\t192.0.2.2",
        "domain,a.example,\"open", "end\"", "# x", "", "bad line");

    private static readonly Arbitrary<string[]> s_files =
        (from header in Gen.Elements(s_headers)
         from lines in Gen.OneOf(s_line, s_row).ListOf()
         select lines.Prepend(header).ToArray()).ToArbitrary();

    [Fact]
    public void EveryLine_IsReadOrRepeatedOrLeftOutWithAReasonOrPassedOver() =>
        Prop.ForAll(s_files, lines =>
        {
            var content = Listed.Read(string.Concat(lines.Select(l => l + "\n")));

            var isWhole = content.BadLines is not [{ Text: "the beginning of the file" }];
            return (!isWhole || content.Lines == lines.Length)
                && content.Read + content.Duplicates + content.BadLines.Count + content.PassedOver == content.Lines
                && content.Seeds.Distinct().Count() == content.Seeds.Count
                && content.Seeds.Count >= content.Read
                && content.BadLines.Select(b => b.Number).Distinct().Count() == content.BadLines.Count
                && content.BadLines.All(b => b.Reason.Length > 0 && b.Advice.Length > 0 && b.Kind.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));

    [Fact]
    public void GoodLines_AreAllRead_WhateverSeparatesThemAndIsWrittenBehind() =>
        Prop.ForAll(
            Gen.Elements(",", ";", "\t", " , ", " ;").ToArbitrary(),
            Gen.Elements("domain", "Hostname", "FQDN", "domain-name").ToArbitrary(),
            Gen.Elements("", "a note", "\"a, quoted; note\"", "2026-01-01").ToArbitrary(),
            (separator, type, note) =>
            {
                var rows = Enumerable.Range(0, 5).Select(i => $"{type}{separator}host{i}[.]example{(note.Length > 0 ? separator + note : "")}").ToList();
                var bare = Listed.Read(string.Join("\r\n", rows));
                var named = Listed.Read(string.Join("\r\n", rows.Prepend($"Type{separator}Indicator{separator}Comment")));
                return bare.Read == 5 && bare.BadLines.Count == 0 && named.Seeds.SequenceEqual(bare.Seeds) && named.BadLines.Count == 0;
            }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
}
