using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// The indicators in a STIX pattern: comparisons for equality (<c>[url:value = 'http://...']</c>, <c>IN (...)</c>) of values that are IOCs. A pattern is a condition on
/// observations; other comparisons (LIKE, MATCHES, ISSUBSET, a NOT in front) name no single IOC and are counted.
/// </summary>
internal sealed class StixPattern
{
    private readonly List<Ioc> _iocs = [];
    private readonly List<(int Alternative, Ioc Hash)> _hashes = [];
    private readonly string _text;
    private int _at;
    private int _alternative;

    private StixPattern(string text) => _text = text;

    /// <summary>In the order of the pattern.</summary>
    public IReadOnlyList<Ioc> Iocs => _iocs;

    /// <summary>Hashes that are compared in one breath: the same file, when there is one of each kind.</summary>
    public IEnumerable<IReadOnlyList<Ioc>> Files => _hashes.GroupBy(h => h.Alternative, h => h.Hash)
        .Select(g => (IReadOnlyList<Ioc>)[.. g.Distinct()])
        .Where(g => g.Count > 1 && g.GroupBy(h => h.HashKind).All(k => k.Count() == 1));

    /// <summary>Comparisons that name no IOC.</summary>
    public int Skipped { get; private set; }

    public static StixPattern Read(string text)
    {
        var pattern = new StixPattern(text);
        pattern.Read();
        return pattern;
    }

    private void Read()
    {
        var path = new StringBuilder();
        var isNegated = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is '[' or ']')
            {
                _at++;
                _alternative++;
                path.Clear();
            }
            else if (c is '=' or '!' or '<' or '>')
            {
                ReadComparison(path.ToString(), isNegated);
                path.Clear();
                isNegated = false;
            }
            else if (c == '\'')
            {
                // A quoted key in a path: file:hashes.'SHA-256'.
                path.Append(Quoted());
            }
            else if (char.IsLetter(c) && (_at == 0 || !IsPart(_text[_at - 1])))
            {
                ReadWord(path, ref isNegated);
            }
            else
            {
                path.Append(char.IsWhiteSpace(c) || c is '(' or ')' ? "" : c.ToString());
                _at++;
            }
        }
    }

    private void ReadWord(StringBuilder path, ref bool isNegated)
    {
        var start = _at;
        while (_at < _text.Length && IsPart(_text[_at]))
        {
            _at++;
        }

        var word = _text[start.._at];
        switch (word.ToUpperInvariant())
        {
            case "AND":
                path.Clear();
                break;
            case "OR":
                _alternative++;
                path.Clear();
                break;
            case "NOT":
                isNegated = true;
                break;
            case "IN":
                ReadSet(path.ToString(), isNegated);
                path.Clear();
                isNegated = false;
                break;
            case "LIKE" or "MATCHES" or "ISSUBSET" or "ISSUPERSET" or "EXISTS":
                Skipped++;
                SkipValue();
                path.Clear();
                isNegated = false;
                break;
            case "FOLLOWEDBY" or "START" or "STOP" or "WITHIN" or "REPEATS":
                _alternative++;
                SkipValue();
                path.Clear();
                break;
            default:
                path.Append(word);
                break;
        }
    }

    private void ReadComparison(string path, bool isNegated)
    {
        var isEqual = _text[_at] == '=';
        while (_at < _text.Length && _text[_at] is '=' or '!' or '<' or '>')
        {
            _at++;
        }

        SkipSpace();
        if (isEqual && !isNegated && _at < _text.Length && _text[_at] == '\'')
        {
            Take(path, Quoted());
        }
        else
        {
            Skipped++;
            SkipValue();
        }
    }

    private void ReadSet(string path, bool isNegated)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != '(')
        {
            return;
        }

        for (_at++; _at < _text.Length && _text[_at] != ')';)
        {
            if (_text[_at] != '\'')
            {
                _at++;
                continue;
            }

            var value = Quoted();
            _alternative++;
            if (isNegated)
            {
                Skipped++;
            }
            else
            {
                Take(path, value);
            }
        }
    }

    private void Take(string path, string value)
    {
        if (TypeOf(path) is { } type && IocParser.TryParse(type, value, out var ioc, out _))
        {
            _iocs.Add(ioc);
            if (type == IocType.File)
            {
                _hashes.Add((_alternative, ioc));
            }
        }
        else
        {
            Skipped++;
        }
    }

    private static IocType? TypeOf(string path)
    {
        var lower = path.ToLowerInvariant();
        return lower switch
        {
            "domain-name:value" or "hostname:value" or "x-opencti-hostname:value" => IocType.Domain,
            "ipv4-addr:value" or "ipv6-addr:value" => IocType.IpAddress,
            "url:value" => IocType.Url,
            "email-addr:value" => IocType.Email,
            _ when lower.StartsWith("email-message:", StringComparison.Ordinal) && lower.EndsWith("_ref.value", StringComparison.Ordinal) => IocType.Email,
            _ when lower.StartsWith("network-traffic:", StringComparison.Ordinal) && (lower.EndsWith("src_ref.value", StringComparison.Ordinal) || lower.EndsWith("dst_ref.value", StringComparison.Ordinal)) => null,
            _ when lower.Contains("hashes.", StringComparison.Ordinal) && (lower.StartsWith("file:", StringComparison.Ordinal) || lower.StartsWith("artifact:", StringComparison.Ordinal)) => IocType.File,
            _ => null,
        };
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '\''; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            value.Append(_text[_at]);
        }

        _at++;
        return value.ToString();
    }

    // A literal of any kind: t'2026-01-02T03:04:05Z', 5, true, 'text', (a, b).
    private void SkipValue()
    {
        SkipSpace();
        while (_at < _text.Length && _text[_at] is not (']' or '[' or ' ' or '\t' or '\r' or '\n'))
        {
            if (_text[_at] == '\'')
            {
                Quoted();
            }
            else
            {
                _at++;
            }
        }
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or ':' or '.';
}
