using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;

namespace Moyai.Platform.SignIn.People;

/// <summary>What the form about a person sends.</summary>
public sealed record PersonForm
{
    public string? Login { get; init; }

    public string? Name { get; init; }

    public string? Section { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    internal Result<PersonEntry> Read(Guid? accountId, HttpContext http)
    {
        if (!Period.Read(From, To, http).TryGet(out var period, out var refusal))
            return refusal;
        return new PersonEntry(accountId, (Login ?? "").Trim(), Name ?? "", Section ?? "", period.From, period.To);
    }
}

/// <summary>What the forms about rights send.</summary>
public sealed record GrantForm
{
    /// <summary>Null on the page of a person.</summary>
    public string? Section { get; init; }

    public string? Permission { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    internal Result<GrantLine> Read(string grantee, HttpContext http)
    {
        if (!Period.Read(From, To, http).TryGet(out var period, out var refusal))
            return refusal;
        return new GrantLine(grantee, Permission ?? "", period.From, period.To);
    }
}

/// <summary>A period as it is typed: from today when empty, without end when empty.</summary>
internal static class Period
{
    public static Result<(DateOnly From, DateOnly? To)> Read(string? from, string? to, HttpContext http)
    {
        var today = DateOnly.FromDateTime(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        var (begin, end) = (today, (DateOnly?)null);
        if (!string.IsNullOrWhiteSpace(from) && !LegalDate.ParseInput(from).TryGet(out begin, out _))
            return SignInErrors.DateMalformed.At("from");
        if (!string.IsNullOrWhiteSpace(to))
        {
            if (!LegalDate.ParseInput(to).TryGet(out var last, out _))
                return SignInErrors.DateMalformed.At("to");
            end = last;
        }
        return (begin, end);
    }
}
