using System.Text.Json;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Residents.MoveIn;

/// <summary>仮登録: an entry that waits for a decision. Only the entry and approval screens read this table.</summary>
internal sealed record ProvisionalChange(
    Guid ChangeId, long ReceptionNumber, string State, HouseholdNumber? Household, MoveInNotification Notification, IReadOnlyList<string> Alerts,
    Guid? EnteredBy, string EnteredLogin, string EnteredName, DateTimeOffset EnteredAt, string EntryTerminal, string? ReturnReason, IReadOnlyList<long> Numbers)
{
    public const string Waiting = "waiting";
    public const string Approved = "approved";
    public const string Returned = "returned";
    public const string Withdrawn = "withdrawn";

    private const string Columns = "change_id, reception_number, state, household_number, content, alerts, entered_by, entered_login, entered_name, entered_at, entry_terminal, return_reason, addressee_numbers";

    /// <summary>Reads one; with <paramref name="forUpdate"/> nobody else decides on it meanwhile.</summary>
    public static Task<ProvisionalChange?> FindAsync(Session session, Guid id, bool forUpdate, CancellationToken ct) =>
        session.Sql().Add($"select {Columns} from residents.provisional_change where change_id = $1 {(forUpdate ? "for update" : "")}", id).FirstAsync(Read, ct);

    public static Task<List<ProvisionalChange>> WaitingAsync(Session session, CancellationToken ct) =>
        session.Sql().Add($"select {Columns} from residents.provisional_change where state in ('waiting', 'returned') order by entered_at limit 200").ListAsync(Read, ct);

    public void Insert(SqlBatch batch, string place) => batch.Add("""
        insert into residents.provisional_change (change_id, reception_number, kind, household_number, content, alerts, entered_by, entered_login, entered_name, entered_at, entry_place, entry_terminal)
        values ($1, $2, '転入', $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """, ChangeId, ReceptionNumber, Household?.Value, new Json(JsonSerializer.Serialize(Notification)), Alerts.ToArray(), EnteredBy, EnteredLogin, EnteredName, EnteredAt, place, EntryTerminal);

    /// <summary>Decided: what was typed is no longer kept here.</summary>
    public static void Close(SqlBatch batch, Guid id, string state, IEnumerable<AddresseeNumber> numbers) => batch.Add(
        "update residents.provisional_change set state = $2, addressee_numbers = $3, content = case when $2 = 'approved' then '{}'::jsonb else content end where change_id = $1",
        id, state, numbers.Select(number => number.Value).ToArray());

    public static void Return(SqlBatch batch, Guid id, string reason) => batch.Add(
        "update residents.provisional_change set state = 'returned', return_reason = $2 where change_id = $1", id, reason);

    private static ProvisionalChange Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.Number(3) is { } household ? HouseholdNumber.FromRegister(household) : null,
        row.GetString(2) == Approved ? Empty : JsonSerializer.Deserialize<MoveInNotification>(row.GetString(4))!,
        row.GetFieldValue<string[]>(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.GetString(7), row.GetString(8), row.GetFieldValue<DateTimeOffset>(9), row.GetString(10), row.Text(11), row.GetFieldValue<long[]>(12));

    private static readonly MoveInNotification Empty = new("", PartialDate.From(new DateOnly(2000, 1, 1)), new DateOnly(2000, 1, 1), null, null, null, []);

    public override string ToString() => $"ProvisionalChange {{ {ChangeId} }}";
}
