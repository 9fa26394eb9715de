using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>世帯照会: who lives there now, and who was there before (3.3).</summary>
public static class ShowHousehold
{
    public sealed record Request(HouseholdNumber Number);

    /// <param name="Address">Of the present members; empty when all are gone.</param>
    /// <param name="HeadName">世帯主; null where none is set (1.1.10).</param>
    public sealed record Receipt(string Number, string Address, string? HeadName, IReadOnlyList<ResidentLine> Present, IReadOnlyList<ResidentLine> Removed, IReadOnlyList<ResidentLine> Former)
    {
        public override string ToString() => $"ShowHousehold.Receipt {{ {Number} }}";
    }

    public static readonly Operation<Request, Receipt> Operation = new(
        new OperationDefinition("residents.household", "世帯照会", OperationMode.Read, ResidentPermissions.Read, "住民基本台帳に関する事務", "住民基本台帳法第5条"),
        HandleAsync);

    private static async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        List<Resident> members, former;
        await using (var reader = await ResidentStore.AddHousehold(session.Sql(), request.Number)
            .Add($"""
                select {ResidentRow.ColumnsOfV} from residents.resident_version v
                where (v.addressee_number, v.version) in (
                    select o.addressee_number, max(o.version) from residents.resident_version o
                    join residents.resident r on r.addressee_number = o.addressee_number and r.household_number <> $1
                    where o.household_number = $1 group by o.addressee_number)
                order by v.addressee_number
                """, request.Number)
            .ReadAsync(ct))
        {
            members = await reader.RowsAsync(ResidentRow.Read, ct);
            await reader.NextResultAsync(ct);
            former = await reader.RowsAsync(ResidentRow.Read, ct);
        }
        if (members.Count + former.Count == 0)
            return PlatformErrors.NotFound;

        foreach (var person in members.Concat(former))
            context.Disclose(person.Number);
        var maySee = context.Caller.May(ResidentPermissions.SeeSuppressed);
        var present = members.Where(member => !member.IsRemoved).ToList();
        var hidden = present.Exists(member => member.IsSuppressed) && !maySee;
        return new Receipt(
            request.Number.ToString(),
            present.Count == 0 ? "" : hidden ? ResidentLine.HiddenAddress : present[0].LocalAddress,
            present.Find(member => member.Text(Items.Relation) == Relations.Head)?.ShownName,
            Lines(present, hidden), Lines(members.Where(member => member.IsRemoved)), Lines(former, hidden));

        List<ResidentLine> Lines(IEnumerable<Resident> people, bool shares = false) => [.. people.Select(person => ResidentLine.Of(person, maySee, session.Today, sharesSuppressed: shares))];
    }
}
