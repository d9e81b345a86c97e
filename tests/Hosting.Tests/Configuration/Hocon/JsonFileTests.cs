using System.Globalization;
using System.Text;
using System.Text.Json;
using IocExplorer.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

/// <summary>Files in JSON mean what they meant to .NET's own JSON configuration, which read them before.</summary>
public sealed class JsonFileTests
{
    private static readonly string[] _names = ["a", "b", "general", "apiKeys", "x.y", "größe", "a b", "a+b", "include"];
    private static readonly string[] _texts = ["", "v", "24h", "null", "true", "a\"b", "a\\b", "${a}", "http://h:1/?x=#y", "漢字", "🙂", "\n\t", "//no", "/*no*/",
        "'", "[x]", "{x}", "a+=b"];

    [Fact]
    public void Read_OfAnyJson_GivesWhatNetReadsFromIt()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new() { Indented = seed % 2 == 0 }))
            {
                WriteObject(writer, random, 0);
            }

            var utf8 = buffer.ToArray();
            var read = SettingsFile.Read("/conf/my.conf", _ => utf8, new Dictionary<string, string>());

            read.Problems.ShouldBeEmpty(Encoding.UTF8.GetString(utf8));
            read.Settings.Select(s => $"{s.Path}={s.Value}").ShouldBe(OfNet(utf8), ignoreOrder: true, Encoding.UTF8.GetString(utf8));
        }
    }

    private static IEnumerable<string> OfNet(byte[] utf8)
    {
        using var stream = new MemoryStream(utf8);
        return new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()
            .Where(s => !string.IsNullOrEmpty(s.Value))
            .Select(s => (s.Key, Value: s.Value is "True" or "False" ? s.Value.ToLowerInvariant() : s.Value))
            .Select(s => $"{s.Key.Replace(':', '.')}={s.Value}");
    }

    private static void WriteObject(Utf8JsonWriter writer, Random random, int depth)
    {
        writer.WriteStartObject();
        foreach (var name in _names.Where(_ => random.Next(3) == 0))
        {
            writer.WritePropertyName(name);
            WriteValue(writer, random, depth);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, Random random, int depth)
    {
        switch (random.Next(depth > 4 ? 4 : 7))
        {
            case 0:
                writer.WriteStringValue(_texts[random.Next(_texts.Length)]);
                break;
            case 1:
                writer.WriteRawValue(random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? ".50" : ""));
                break;
            case 2:
                writer.WriteBooleanValue(random.Next(2) == 0);
                break;
            case 3:
                writer.WriteNullValue();
                break;
            case 4:
                writer.WriteStartArray();
                for (var i = random.Next(4); i > 0; i--)
                {
                    WriteValue(writer, random, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteObject(writer, random, depth + 1);
                break;
        }
    }
}
