namespace IocExplorer.SourceSimulator.Answers;

/// <summary>The code and message that VirusTotal sends with a status.</summary>
internal static class ErrorTexts
{
    public static (string Code, string Message) Of(int status) => status switch
    {
        400 => ("BadRequestError", "The request is not valid"),
        401 => ("WrongCredentialsError", "Wrong API key"),
        403 => ("ForbiddenError", "You are not authorized to perform the requested operation"),
        404 => ("NotFoundError", "Resource not found"),
        409 => ("AlreadyExistsError", "The resource exists already"),
        424 => ("FailedDependencyError", "A request that this one depends on has failed"),
        429 => ("QuotaExceededError", "Quota exceeded"),
        503 => ("TransientError", "Transient server error, try again"),
        504 => ("DeadlineExceededError", "The operation took too long"),
        _ => ("ServerError", "Something went wrong on the server"),
    };
}
