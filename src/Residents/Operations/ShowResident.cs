using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>住民照会 (2.2): one person with the household and the whole history, in one round trip.</summary>
public static class ShowResident
{
    public sealed record Request(AddresseeNumber Number);

    /// <param name="Person">The line at the head of the page.</param>
    /// <param name="Groups">Every item that has a value, by group, as this reader may see it.</param>
    /// <param name="Household">Everyone in the household, removed members last.</param>
    /// <param name="History">Newest first.</param>
    public sealed record Receipt(ResidentLine Person, IReadOnlyList<ItemGroup> Groups, IReadOnlyList<ResidentLine> Household, IReadOnlyList<HistoryEntry> History)
    {
        public override string ToString() => $"ShowResident.Receipt {{ {Person.Number} }}";
    }

    public sealed record ItemGroup(string Title, IReadOnlyList<ItemValue> Items);

    public sealed record ItemValue(string Title, string Value)
    {
        public override string ToString() => $"ItemValue {{ {Title} }}";
    }

    /// <param name="Changes">The items that differ from the version before; for the first version none.</param>
    public sealed record HistoryEntry(int Version, string Reason, string ChangedOn, string NotifiedOn, string ProcessedOn, string Status, IReadOnlyList<ItemChange> Changes);

    public sealed record ItemChange(string Title, string Before, string After)
    {
        public override string ToString() => $"ItemChange {{ {Title} }}";
    }

    public static readonly Operation<Request, Receipt> Operation = new(
        new OperationDefinition("residents.show", "住民照会", OperationMode.Read, ResidentPermissions.Read, "住民基本台帳に関する事務", "住民基本台帳法第5条"),
        HandleAsync);

    private static async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        List<Resident> history, household;
        await using (var reader = await ResidentStore.AddHistory(session.Sql(), request.Number)
            .Add($"""
                select {ResidentRow.LineColumnsOfV}
                from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
                where r.household_number = (select household_number from residents.resident where addressee_number = $1)
                order by (r.status <> '住民'), v.member_order nulls last, v.birth, v.addressee_number
                """, request.Number)
            .ReadLastAsync(ct))
        {
            history = await reader.RowsAsync(ResidentRow.Read, ct);
            await reader.NextResultAsync(ct);
            household = await reader.RowsAsync(row => ResidentRow.ReadLine(row, 0), ct);
        }
        if (history.Count == 0)
            return PlatformErrors.NotFound;

        foreach (var member in household)
            context.Disclose(member.Number);
        var (person, caller) = (history[0], context.Caller);
        var maySee = caller.May(ResidentPermissions.SeeSuppressed);
        return new Receipt(
            ResidentLine.Of(person, maySee, session.Today),
            GroupsOf(person, caller),
            [.. household.Select(member => ResidentLine.Of(member, maySee, session.Today, sharesSuppressed: !member.IsRemoved && person is { IsSuppressed: true, IsRemoved: false }))],
            [.. history.Select((version, i) => Entry(version, i + 1 < history.Count ? history[i + 1] : null, caller, person.IsSuppressed))]);
    }

    private static List<ItemGroup> GroupsOf(Resident person, Caller caller) =>
        [.. ResidentItems.Stored
            .Where(item => item.AppliesToKind(person.Kind) && person[item] is not null)
            .GroupBy(item => item.Group)
            .Select(group => new ItemGroup(group.Key, [.. group.Select(item => new ItemValue(item.Header, ItemText.Of(person, item, caller, person.IsSuppressed)))]))];

    private static HistoryEntry Entry(Resident version, Resident? earlier, Caller caller, bool isSuppressed) => new(
        version.Version,
        version.Text(Items.ChangeReason) ?? "",
        ItemText.Of(version, Items.ChangedOn), ItemText.Of(version, Items.NotifiedOn), ItemText.Of(version, Items.ProcessedOn),
        version.Status,
        earlier is null ? [] : [.. version.DifferencesFrom(earlier)
            .Where(item => item.Group != "異動")
            .Select(item => new ItemChange(item.Header, ItemText.Of(earlier, item, caller, isSuppressed), ItemText.Of(version, item, caller, isSuppressed)))]);
}
