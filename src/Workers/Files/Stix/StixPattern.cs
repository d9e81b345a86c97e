using System.Text;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// The indicators in a STIX pattern: comparisons for equality (<c>[url:value = 'http://...']</c>, <c>IN (...)</c>, a network of one address) of values that are
/// IOCs. A pattern is a condition on observations; other comparisons (LIKE with wildcards, MATCHES, a NOT in front) name no single IOC and are kept apart. Our
/// own: a parser made from the STIX grammar would bring a parser runtime to find the same comparisons.
/// </summary>
internal sealed class StixPattern
{
    private readonly List<Ioc> _iocs = [];
    private readonly List<string> _leftOut = [];
    private readonly StixConjunctions _conjunctions = new();
    private readonly StringBuilder _path = new();
    private readonly Stack<bool> _brackets = new();
    private readonly string _text;
    private int _at;
    private int _start;
    private bool _isNegated;

    private StixPattern(string text) => _text = text;

    /// <summary>In the order of the pattern.</summary>
    public IReadOnlyList<Ioc> Iocs => _iocs;

    /// <summary>Hashes of one file each.</summary>
    public IEnumerable<IReadOnlyList<Ioc>> Files => _conjunctions.Files;

    /// <summary>Comparisons that name no IOC, as they are written; where the value is what is wrong, with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    private bool IsNegated => _isNegated || (_brackets.TryPeek(out var isAround) && isAround);

    public static StixPattern Read(string text)
    {
        var pattern = new StixPattern(text);
        pattern.Read();
        return pattern;
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '[' && _path.Length > 0 && StepEnd() is > 0 and var end)
            {
                // to_refs[*], to_refs[0]: any or one of a list. The value does not depend on which.
                _at = end;
            }
            else if (c is '[' or ']')
            {
                _conjunctions.End();
                _brackets.Clear();
                Forget();
                _at++;
            }
            else if (c is '(' or ')')
            {
                Bracket(c);
            }
            else if (c is '=' or '!' or '<' or '>')
            {
                ReadComparison();
            }
            else if (c is '\'' or '"')
            {
                // A quoted key in a path: file:hashes.'SHA-256'.
                _path.Append(Quoted());
            }
            else if (char.IsLetter(c) && (_at == 0 || !IsPart(_text[_at - 1])))
            {
                ReadWord();
            }
            else
            {
                _path.Append(char.IsWhiteSpace(c) ? "" : c.ToString());
                _at++;
            }
        }

        _conjunctions.End();
    }

    private void Bracket(char c)
    {
        if (c == '(')
        {
            // A NOT in front of a bracket is one in front of all that stands in it.
            _brackets.Push(IsNegated);
            _isNegated = false;
            _conjunctions.Open();
        }
        else
        {
            _brackets.TryPop(out _);
            _conjunctions.Close();
        }

        _at++;
    }

    private void ReadWord()
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
                Forget();
                break;
            case "OR":
                _conjunctions.Or();
                Forget();
                break;
            case "NOT":
                _isNegated = true;
                break;
            case "IN":
                ReadSet();
                break;
            case "LIKE":
                ReadValue(value => !value.AsSpan().ContainsAny('%', '_'));
                break;
            case "ISSUBSET":
                ReadValue(value => StixProperty.Of(_path.ToString()) is { Type: IocType.IpAddress or IocType.Domain }
                    && IocText.Host(value).Ioc is { Type: IocType.IpAddress });
                break;
            case "MATCHES" or "ISSUPERSET" or "EXISTS":
                ReadValue(_ => false);
                break;
            case "FOLLOWEDBY" or "START" or "STOP" or "WITHIN" or "REPEATS":
                _conjunctions.End();
                SkipValue();
                Forget();
                break;
            default:
                _start = _path.Length == 0 ? start : _start;
                _path.Append(word);
                break;
        }
    }

    private void ReadComparison()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is '=' or '!' or '<' or '>')
        {
            _at++;
        }

        var isEqual = _text[start.._at] is "=" or "==";
        ReadValue(_ => isEqual);
    }

    /// <param name="isEquality">Whether the comparison with this value is fulfilled by no other one.</param>
    private void ReadValue(Func<string, bool> isEquality)
    {
        SkipSpace();
        var quote = _at;
        if (_at < _text.Length && _text[_at] is '\'' or '"' && Quoted() is var value && isEquality(value) && !IsNegated)
        {
            var path = _path.ToString();
            Take(value, path, StixProperty.Of(path), isOneOfSeveral: false);
        }
        else
        {
            _at = quote;
            SkipValue();
            LeaveOut("");
        }

        Forget();
    }

    private void ReadSet()
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == '(')
        {
            var path = _path.ToString();
            var property = StixProperty.Of(path);
            for (_at++; _at < _text.Length && _text[_at] != ')';)
            {
                if (_text[_at] is not ('\'' or '"'))
                {
                    _at++;
                    continue;
                }

                var value = Quoted();
                if (IsNegated)
                {
                    LeaveOut("");
                }
                else
                {
                    Take(value, path, property, isOneOfSeveral: true);
                }
            }

            _at++;
        }

        Forget();
    }

    private void Take(string value, string path, StixProperty property, bool isOneOfSeveral)
    {
        var read = property.Read(value);
        if (read.Ioc is { } ioc)
        {
            _iocs.Add(ioc);
            if (ioc.Type == IocType.File && !isOneOfSeveral)
            {
                _conjunctions.Add(property.Holder, ioc);
            }
        }
        else if (!path.EndsWith("_ref.type", StringComparison.OrdinalIgnoreCase) && !path.EndsWith("_refs.type", StringComparison.OrdinalIgnoreCase))
        {
            // The type of a referenced object is compared beside its value; it adds nothing to the value.
            LeaveOut(read.IsNetwork ? " (a network)" : property.Type is null ? "" : $" ({read.Error})");
        }
    }

    private void LeaveOut(string why)
    {
        const int Longest = 100;
        var text = _text.AsSpan()[Math.Min(_start, _text.Length)..Math.Min(_at, _text.Length)].Trim();
        _leftOut.Add($"{(text.Length > Longest ? $"{TagText.Clean(text[..Longest].ToString())}..." : TagText.Clean(text.ToString()))}{why}");
    }

    private void Forget()
    {
        _path.Clear();
        _isNegated = false;
        _start = _at;
    }

    // The place behind a step into a list; 0 when the bracket opens an observation.
    private int StepEnd()
    {
        var inside = _text.AsSpan(_at + 1).TrimStart();
        var length = inside.StartsWith('*') ? 1 : inside.IndexOfAnyExceptInRange('0', '9');
        var behind = length > 0 ? inside[length..].TrimStart() : [];
        return behind.StartsWith(']') ? _text.Length - behind.Length + 1 : 0;
    }

    private string Quoted()
    {
        var quote = _text[_at];
        var value = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
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

    // A literal of any kind: t'2026-01-02T03:04:05Z', 5, true, 'text'.
    private void SkipValue()
    {
        SkipSpace();
        while (_at < _text.Length && _text[_at] is not (']' or '[' or '(' or ')' or ' ' or '\t' or '\r' or '\n'))
        {
            if (_text[_at] is '\'' or '"')
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
