using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Moyai.Kernel;

namespace Moyai.Platform.Http;

/// <summary>The page a person sees when something is refused: what happened, what to do, and the code to tell.</summary>
internal static class ErrorPages
{
    public static IResult Render(int status, Refusal refusal)
    {
        var html = HtmlEncoder.Default;
        return TypedResults.Content($"""
            <!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>エラー：{html.Encode(refusal.Message)}</title></head>
            <body><main><h1>{html.Encode(refusal.Message)}</h1><p>{html.Encode(refusal.Remedy)}</p><p>番号 {html.Encode(refusal.Code)}</p><p><a href="/">入口へ戻る</a></p></main></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }
}
