using System.Globalization;
using System.Reflection;
using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Messages.Tests.Serialization;

/// <summary>
/// Makes a value of any message type out of its constructor and settable properties, so that a new message, and a new field of an old
/// one, is in the tests at once.
/// A type of field that it does not know is an error.
/// </summary>
internal sealed class AnyMessage(int seed, IReadOnlyList<IActorRef> actors)
{
    private static readonly string[] s_texts =
    [
        "", "VirusTotal", "VT: domain to resolution ip", "\0\u001B[31m\r\n\t", "\uD800", "a\uDC00b\uD83D", "\U0001F4A9", "\uDC00\uD800", "\u4F8B\u00E4\u202E",
        new string('x', 127),
        new string('\u00E4', 100), new string('\uD800', 70), new string('y', 5000),
    ];

    private static readonly Type[] s_quotaEvents =
        [.. RemoteMessages.All.Where(type => type.IsAssignableTo(typeof(QuotaProtocol.IEvent)))];

    private readonly Random _random = new(seed);

    public object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            type = inner;
        }

        if (type.IsEnum)
        {
            return OneOf(Enum.GetValues(type).Cast<object>().ToArray());
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return MakeList(type.GenericTypeArguments[0]);
        }

        return type switch
        {
            _ when type == typeof(string) => OneOf(s_texts),
            _ when type == typeof(int) => OneOf(0, 1, -1, 63, 64, 300, int.MaxValue, int.MinValue),
            _ when type == typeof(long) => OneOf(0L, 1L, -1L, 1L << 40, long.MaxValue, long.MinValue),
            _ when type == typeof(bool) => _random.Next(2) == 1,
            _ when type == typeof(DateTimeOffset) =>
                OneOf(default, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, new(2026, 11, 28, 5, 6, 7, 123, TimeSpan.FromHours(2))),
            _ when type == typeof(TimeSpan) => OneOf(TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromSeconds(90)),
            _ when type == typeof(Seen) => new Seen(OneOf(0L, 1L, 1_700_000_000L), OneOf(0L, uint.MaxValue, 1_800_000_000L)),
            _ when type == typeof(Ioc) => new Ioc(OneOf(Enum.GetValues<IocType>()), OneOf("evil.com", "1.2.3.4", "a\uD800", new string('z', 300))),
            _ when type == typeof(QuotaLimits) => QuotaLimits.Of(_ => _random.Next(3) == 0 ? null : OneOf(1, 63, 64, 300, int.MaxValue)),
            _ when type == typeof(IActorRef) => OneOf(actors),
            _ when type == typeof(Answer) => Make(OneOf(typeof(Answer.Found), typeof(Answer.Empty), typeof(Answer.NotAnswered))),
            _ when type == typeof(QuotaProtocol.IEvent) => Make(OneOf(s_quotaEvents)),
            _ when type.Namespace!.StartsWith("IocExplorer", StringComparison.Ordinal) && !type.IsAbstract => MakeRecord(type),
            _ => throw new NotSupportedException($"No sample for {type}."),
        };
    }

    /// <summary>A value as text, for comparing two and for reading one.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => '"' + string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:X4}")) + '"',
        IActorRef actor => Akka.Serialization.Serialization.SerializedActorPath(actor),
        QuotaLimits quota => quota.ToString(),
        DateTimeOffset time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum || value is TimeSpan => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => $"{value.GetType().Name}({string.Join(", ", Fields(value.GetType()).Select(p => $"{p.Name}: {Describe(p.GetValue(value))}"))})",
    };

    private static IEnumerable<PropertyInfo> Fields(Type type) => type == typeof(Seen)
        ? type.GetProperties().Where(p => p.Name.EndsWith("Seconds", StringComparison.Ordinal))
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null);

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var nullables = new NullabilityInfoContext();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Maybe(p.ParameterType, nullables.Create(p)))]);
        var given = constructor.GetParameters().Select(p => p.Name).ToHashSet();
        foreach (var property in Fields(type).Where(p => !given.Contains(p.Name)))
        {
            property.SetValue(made, Maybe(property.PropertyType, nullables.Create(property)));
        }

        return made;
    }

    private object? Maybe(Type type, NullabilityInfo nullable) =>
        nullable.WriteState == NullabilityState.Nullable && _random.Next(3) == 0 ? null : Make(type);

    private Array MakeList(Type element)
    {
        var list = Array.CreateInstance(element, _random.Next(4));
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Make(element), i);
        }

        return list;
    }

    private T OneOf<T>(params IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
