using Akka.Event;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// In the place of the logger that Akka writes to the console with while its own loggers do not run yet or no more. <c>stdout-loglevel = OFF</c> does
/// not keep it from writing errors at the end.
/// </summary>
internal sealed class SilentLogger : MinimalLogger
{
    protected override void Log(object message)
    {
    }
}
