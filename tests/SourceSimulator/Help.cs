namespace IocExplorer.SourceSimulator;

/// <summary>Texts for people at the simulator's command line and control addresses.</summary>
internal static class Help
{
    public const string ControlAddresses = """
        GET  /_simulator/stats           all counts, JSON
        GET  /_simulator/queries         what happened to each query, JSON
        GET  /_simulator/egress          which source heard of which IOC, JSON
        GET  /_simulator/requests        every request in order, JSON (with --log-requests)
        POST /_simulator/reset           forgets all counts
        GET  /_simulator/seeds?count=N   seeds of the world, CSV
        GET  /_simulator/troubles        the troubles in force, one a line
        PUT  /_simulator/troubles        replaces them; an empty body makes everything healthy
        GET  /_simulator/config.ini      the original tool's configuration, pointing here

        """;
}
