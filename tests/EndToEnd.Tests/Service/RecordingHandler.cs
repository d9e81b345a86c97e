namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Keeps every answer in full: status, headers and body.</summary>
internal sealed class RecordingHandler(Haystack haystack) : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var place = $"answer to {request.Method} {request.RequestUri!.AbsolutePath} ({(int)response.StatusCode})";
        haystack.Add($"{place}, headers", $"{response}\n{response.Content.Headers}");
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        await haystack.AddAsync(place, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return response;
    }
}
