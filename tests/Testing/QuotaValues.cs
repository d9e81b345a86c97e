using IocExplorer.Messages;

namespace IocExplorer.Testing;

/// <summary>The windows that most tests speak of, by name.</summary>
public static class QuotaValues
{
    extension(QuotaLimits quota)
    {
        /// <summary>What is left: null where there is no limit.</summary>
        public static QuotaLimits Left(int? minute, int? day, int? month) =>
            QuotaLimits.Unlimited.With(QuotaWindow.Minute, minute).With(QuotaWindow.Day, day).With(QuotaWindow.Month, month);

        public int PerMinute => quota[QuotaWindow.Minute] ?? 0;

        public int PerDay => quota[QuotaWindow.Day] ?? 0;

        public int PerMonth => quota[QuotaWindow.Month] ?? 0;

        public int? ThisMinute => quota[QuotaWindow.Minute];

        public int? Today => quota[QuotaWindow.Day];

        public int? ThisMonth => quota[QuotaWindow.Month];
    }
}
