namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Where in a request an API key goes.</summary>
public enum KeyLocation
{
    Header = 1,
    Query = 2,

    /// <summary>Where the path has <c>{key}</c>.</summary>
    Path = 3,

    /// <summary>A field of the form that is posted.</summary>
    Form = 4,

    /// <summary>A member of the JSON object that is posted.</summary>
    Json = 5,

    /// <summary>HTTP Basic: the key is <c>user:password</c>.</summary>
    Basic = 6,
}
