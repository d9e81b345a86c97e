namespace IocExplorer.Workers.Definitions;

/// <summary>Where in a request an API key goes.</summary>
public enum KeyPlace
{
    Header = 1,
    Query = 2,
}
