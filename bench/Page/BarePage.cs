using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Moyai.Bench.Town;
using Npgsql;

namespace Moyai.Bench.Page;

/// <summary>The limit: Kestrel, one prepared query for the same rows, a page of the same size glued together by hand. No session, no rights, no record, no template.</summary>
internal static class BarePage
{
    public const string Verb = "--bare-page";

    /// <summary>The items a page shows of the person, by column.</summary>
    private static readonly string[] Columns =
    [
        "addressee_number", "version", "household_number", "status", "kind", "name", "kana", "birth_shown", "birth", "sex", "head_name", "relation", "member_order", "honseki", "head_of_family_register",
        "became_resident", "address_code", "machiaza_id", "postal_code", "address_town", "address_lot", "address_building", "address_since", "notified_on", "previous_address", "previous_address_code",
        "last_registered_address", "on_electoral_roll", "health_insurance", "health_insurance_from", "pension", "pension_number", "pension_class", "resident_code", "suppressed", "card_state",
        "change_reason", "changed_on", "processed_on", "entry_place", "entry_terminal", "notes", "remarks",
    ];

    private static readonly string Sql = $"""
        select {string.Join(", ", Columns.Select(column => $"v.{column}::text"))}
        from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
        where r.household_number = (select household_number from residents.resident where addressee_number = $1)
        """;

    public static async Task<int> RunAsync(int port, int bytes, CancellationToken ct)
    {
        await using var source = Walled.Source(Environment.GetEnvironmentVariable("MOYAI_DATABASE")!, 40);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        var frame = Frame(bytes);
        app.MapGet("/{municipality:length(6)}/residents/{number:long}", (long number, HttpContext http) => AnswerAsync(number, http, source, frame));
        app.MapGet("/health", () => "ok");
        await app.StartAsync(ct);
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
        return 0;
    }

    private static async Task AnswerAsync(long number, HttpContext http, NpgsqlDataSource source, string frame)
    {
        var page = new StringBuilder(frame.Length + 8192).Append("<!DOCTYPE html><html lang=\"ja\"><head><title>住民</title></head><body>").Append(frame);
        await using (var command = source.CreateCommand(Sql))
        {
            command.Parameters.Add(new() { Value = number });
            await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
            while (await reader.ReadAsync(http.RequestAborted))
            {
                page.Append("<dl class=\"data-list\">");
                for (var i = 0; i < Columns.Length; i++)
                    if (!reader.IsDBNull(i))
                        page.Append("<div class=\"data-row\"><dt>").Append(Columns[i]).Append("</dt><dd>").Append(HtmlEncoder.Default.Encode(reader.GetString(i))).Append("</dd></div>");
                page.Append("</dl>");
            }
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        var text = page.Append("</body></html>").ToString();
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, buffer);
        http.Response.ContentLength = length;
        await http.Response.Body.WriteAsync(buffer.AsMemory(0, length), http.RequestAborted);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Header, menu and keys of a page: the same for all, so here it is one string.</summary>
    private static string Frame(int bytes)
    {
        var frame = new StringBuilder("<header>葉山町</header><nav><ul>");
        while (Encoding.UTF8.GetByteCount(frame.ToString()) < bytes)
            frame.Append("<li><a href=\"/143014/residents\" class=\"menu-entry\"><span>住民検索</span></a></li>");
        return frame.Append("</ul></nav>").ToString();
    }
}
