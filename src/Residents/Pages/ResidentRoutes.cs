using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Pages.Api;
using Moyai.Residents.Pages.Certificates;
using Moyai.Residents.Pages.Households;
using Moyai.Residents.Pages.Import;
using Moyai.Residents.Pages.MoveIns;
using Moyai.Residents.Pages.Person;
using Moyai.Residents.Pages.Search;

namespace Moyai.Residents.Pages;

/// <summary>Every route of the resident register, all under /{municipality}/.</summary>
internal static class ResidentRoutes
{
    /// <summary>宛名番号 and 世帯番号 in an address: a number says nothing to whom may not look it up.</summary>
    internal const string Number = "{number:long:range(1,999999999999999)}";

    public static void MapResidents(RouteGroupBuilder staff)
    {
        staff.MapSearch();
        staff.MapPerson();
        staff.MapMemos();
        staff.MapHouseholds();
        staff.MapMoveIns();
        staff.MapCertificates();
        staff.MapImport();
        staff.MapResidentApi();
    }

    /// <summary>The page of an operation that is not run before its form is sent asks the same rights.</summary>
    internal static IResult? Stop(HttpContext http, OperationDefinition definition)
    {
        var caller = http.SignedIn().Caller;
        return !caller.May(definition.Permission) ? Answers.Refused(http, PlatformErrors.NoPermission)
            : definition.NeedsSecondFactor && !caller.HasSecondFactor ? Answers.Refused(http, PlatformErrors.SecondFactorNeeded)
            : null;
    }

    /// <summary>An address within the municipality of the signed-in person.</summary>
    internal static string Path(HttpContext http, string path) => $"/{http.SignedIn().Caller.Municipality}/{path}";
}
