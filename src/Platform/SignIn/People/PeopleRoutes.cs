using Microsoft.AspNetCore.Routing;

namespace Moyai.Platform.SignIn.People;

internal static class PeopleRoutes
{
    public static void MapPeople(this RouteGroupBuilder staff)
    {
    }
}
