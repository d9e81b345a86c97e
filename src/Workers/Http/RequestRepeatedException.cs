namespace IocExplorer.Workers.Http;

/// <summary>
/// The connection was closed before an answer came. Whether the source has counted the request is not known: it is not sent again under the same permit.
/// </summary>
internal sealed class RequestRepeatedException() : IOException("The request went out once already.");
