using Microsoft.AspNetCore.Http;
using Moyai.Kernel;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Http;

/// <summary>The page a person sees when something is refused: what happened, what to do, and the code to tell.</summary>
internal static class ErrorPages
{
    public static IResult Render(HttpContext http, int status, Refusal refusal)
    {
        var result = http.Items.ContainsKey(typeof(SignedIn))
            ? Pages.Render<RefusalPage>(http, (nameof(RefusalPage.Refusal), refusal))
            : (IResult)Pages.RenderOpen<OpenRefusalPage>(http, null, status, (nameof(OpenRefusalPage.Refusal), refusal));
        if (result is Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult page)
            page.StatusCode = status;
        return result;
    }
}
