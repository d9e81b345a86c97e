using System.Buffers;
using System.Buffers.Binary;
using IocExplorer.Messages.Parsing;

namespace IocExplorer.Analysis.Records;

/// <summary>The IOCs of a record, each once, numbered by first use. Hashes and IPv4 addresses are kept as their bytes: their digits do not compress to as
/// little.</summary>
internal sealed class IocTable
{
    private const int FormShift = 4;
    private const int AsText = 0;
    private const int AsHash = 1;
    private const int AsIpv4 = 2;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    private readonly Dictionary<Ioc, int> _numbers = [];
    private readonly FieldWriter _kinds = new();
    private readonly FieldWriter _values = new();
    private readonly FieldWriter _binary = new();

    /// <returns>0 when it is new and the next number was given to it, else its number from 1.</returns>
    public int NumberOf(Ioc ioc)
    {
        if (_numbers.TryGetValue(ioc, out var number))
        {
            return number;
        }

        _numbers.Add(ioc, _numbers.Count + 1);
        Span<byte> bytes = stackalloc byte[32];
        var (form, length) = Pack(ioc, bytes);
        _kinds.Byte((int)ioc.Type | (form << FormShift));
        if (form == AsText)
        {
            _values.Text(ioc.Value);
        }
        else if (form == AsHash)
        {
            _values.Count(length);
        }

        _binary.Bytes(bytes[..length]);
        return 0;
    }

    public void WriteTo(FieldWriter writer)
    {
        writer.Count(_numbers.Count);
        writer.Bytes(_kinds.Written);
        writer.Bytes(_values.Written);
        writer.Bytes(_binary.Written);
    }

    public static Ioc[] Read(FieldReader reader)
    {
        var kinds = reader.Bytes(reader.Count()).ToArray();
        var texts = new string[kinds.Length];
        var lengths = new int[kinds.Length];
        for (var at = 0; at < kinds.Length; at++)
        {
            switch (kinds[at] >> FormShift)
            {
                case AsText:
                    texts[at] = reader.Text();
                    break;
                case AsHash:
                    lengths[at] = reader.Index(33);
                    break;
                case AsIpv4:
                    lengths[at] = 4;
                    break;
                default:
                    throw FieldReader.Damaged();
            }
        }

        var iocs = new Ioc[kinds.Length];
        for (var at = 0; at < kinds.Length; at++)
        {
            var type = (IocType)(kinds[at] & ((1 << FormShift) - 1));
            var bytes = reader.Bytes(lengths[at]);
            iocs[at] = !Enum.IsDefined(type) ? throw FieldReader.Damaged()
                : new(type, texts[at] ?? (kinds[at] >> FormShift == AsHash ? Convert.ToHexStringLower(bytes) : Dotted(bytes)));
        }

        return iocs;
    }

    private static (int Form, int Length) Pack(Ioc ioc, Span<byte> bytes)
    {
        var value = ioc.Value;
        if (ioc.Type == IocType.File && value.Length is > 0 and <= 64 && value.Length % 2 == 0 && !value.AsSpan().ContainsAnyExcept(s_digits))
        {
            Convert.FromHexString(value, bytes, out _, out var length);
            return (AsHash, length);
        }

        if (ioc.Type == IocType.IpAddress && Ipv4Address.TryParse(value, out var address))
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
            return (AsIpv4, sizeof(uint));
        }

        return (AsText, 0);
    }

    private static string Dotted(ReadOnlySpan<byte> bytes) => $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}";
}
