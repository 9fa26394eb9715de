using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.Tests.Operations;

namespace Moyai.Platform.Tests.AccessRecords;

public sealed class AccessRecordChainTests : FloorTests
{
    private AccessRecordSealer _sealer = null!;
    private AccessRecordVerifier _verifier = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _sealer = new AccessRecordSealer(Floor.Databases, Floor.Key, Floor.Clock);
        _verifier = new AccessRecordVerifier(Floor.Databases, Floor.Key, Floor.Clock);
    }

    /// <summary>Three seals of three records each in 檜枝岐村, and one record in 葉山町.</summary>
    private async Task<List<Guid>> ThreeSealsAsync()
    {
        for (var seal = 0; seal < 3; seal++)
        {
            await WriteAsync(Floor.Hinoemata, 3);
            await SealAllAsync(Floor.Hinoemata);
        }
        await WriteAsync(Floor.Hayama, 1);
        await SealAllAsync(Floor.Hayama);
        var verdict = await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation);
        Assert.Equal((9L, 3L, 0), (verdict.Records, verdict.Seals, verdict.Findings.Count));
        return await Floor.ListAsync(Floor.Hinoemata, "select record_id from platform.access_record order by position, at", row => row.GetGuid(0));
    }

    private async Task WriteAsync(Municipality town, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Floor.Clock.Advance(TimeSpan.FromSeconds(1));
            await Floor.Runner.RunAsync(Probe.Read, 1L, Floor.CallerOf(town, Probe.Permission), Cancellation);
        }
    }

    private Task SealAllAsync(Municipality town) => Floor.EventuallyAsync(async () =>
    {
        await Floor.AsAdminAsync("select 1");
        var (all, sealedNow) = Assert.Single(await Floor.ListAsync(town,
            "select (select count(*) from platform.access_record where position >= coalesce((select max(upto_position) from platform.access_seal), 0)), platform.settled_position() > (select max(position) from platform.access_record)",
            row => (row.GetInt64(0), row.GetBoolean(1))));
        // Waits until all of them are settled, so that they stand in one seal.
        return all == 0 || (sealedNow && await _sealer.SealAsync(town, Cancellation) == all);
    });

    private async Task<string> OnlyFindingAsync((long, string)? anchor = null) =>
        Assert.Single((await _verifier.VerifyAsync(Floor.Hinoemata, anchor, Cancellation)).Findings);

    [Fact]
    public async Task An_untouched_chain_has_no_findings_in_either_town()
    {
        await ThreeSealsAsync();

        var verdict = await _verifier.VerifyAsync(Floor.Hayama, null, Cancellation);
        Assert.Equal((1L, 1L, 0), (verdict.Records, verdict.Seals, verdict.Findings.Count));
    }

    [Theory]
    [InlineData("actor = 'jiro'")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("persons = '{5}'")]
    [InlineData("items = '{公印}'")]
    [InlineData("outcome = 'done'")]
    [InlineData("account_id = null")]
    [InlineData("detail = 'x'")]
    [InlineData("legal_basis = ''")]
    [InlineData("mac = decode('00', 'hex')")]
    public async Task A_changed_record_is_named_and_no_other(string change)
    {
        var records = await ThreeSealsAsync();
        await Floor.AsAdminAsync($"update platform.access_record set {change} where record_id = '{records[4]}'");

        Assert.Equal($"記録 {records[4]} が書き換えられています。", await OnlyFindingAsync());
    }

    [Fact]
    public async Task A_removed_record_is_named_and_no_other()
    {
        var records = await ThreeSealsAsync();
        await Floor.AsAdminAsync($"delete from platform.access_record where record_id = '{records[4]}'");

        Assert.Equal($"記録 {records[4]} が消されています（封印 2）。", await OnlyFindingAsync());
    }

    [Fact]
    public async Task A_record_removed_together_with_its_name_in_the_seal_shows_in_the_seal()
    {
        var records = await ThreeSealsAsync();
        await Floor.AsAdminAsync($"delete from platform.access_record where record_id = '{records[4]}'");
        await Floor.AsAdminAsync($"update platform.access_seal set record_ids = array_remove(record_ids, '{records[4]}') where seal_number = 2 and municipality_code = '073644'");

        Assert.Equal("封印 2 が書き換えられています。", await OnlyFindingAsync());
    }

    [Theory]
    [InlineData("gen_random_uuid()", "municipality_code", false)] // a copy of a genuine record under another number
    [InlineData("record_id", "'143014'", true)] // a genuine record of another town
    public async Task An_inserted_record_is_named(string id, string town, bool intoHayama)
    {
        await ThreeSealsAsync();
        var victim = intoHayama ? Floor.Hayama : Floor.Hinoemata;
        var inserted = await Floor.AsAdminAsync($"""
            insert into platform.access_record
            select ({town}), ({id}), position, at, account_id, actor, section_code, terminal, operation, purpose, legal_basis, outcome, persons, items, detail, mac
            from platform.access_record where municipality_code = '073644' order by position limit 1 returning record_id
            """);

        var finding = Assert.Single((await _verifier.VerifyAsync(victim, null, Cancellation)).Findings);
        Assert.StartsWith($"記録 {inserted} は正規の手続で書かれていません", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_genuine_record_put_back_into_a_sealed_time_is_named()
    {
        await ThreeSealsAsync();
        await WriteAsync(Floor.Hinoemata, 1);
        var late = await Floor.AsAdminAsync("select record_id from platform.access_record where municipality_code = '073644' order by position desc limit 1");
        await Floor.AsAdminAsync($"update platform.access_record set position = 1 where record_id = '{late}'");

        Assert.Equal($"記録 {late} は封印済みの期間に後から挿入されています。", await OnlyFindingAsync());
    }

    [Theory]
    [InlineData("hash = decode(repeat('00', 32), 'hex')")]
    [InlineData("previous_hash = decode(repeat('00', 32), 'hex')")]
    [InlineData("upto_position = upto_position + 1")]
    [InlineData("sealed_at = sealed_at + interval '1 hour'")]
    public async Task A_changed_seal_is_named_and_no_other(string change)
    {
        await ThreeSealsAsync();
        await Floor.AsAdminAsync($"update platform.access_seal set {change} where seal_number = 2 and municipality_code = '073644'");

        Assert.Equal("封印 2 が書き換えられています。", await OnlyFindingAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_removed_seal_is_named_and_no_other(int number)
    {
        await ThreeSealsAsync();
        await Floor.AsAdminAsync($"delete from platform.access_seal where seal_number = {number} and municipality_code = '073644'");

        Assert.Equal($"封印 {number} が消されています。", await OnlyFindingAsync());
    }

    [Fact]
    public async Task A_tail_cut_off_cleanly_is_found_only_with_the_noted_anchor()
    {
        await ThreeSealsAsync();
        var noted = (3L, (await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation)).Head);
        Assert.Empty((await _verifier.VerifyAsync(Floor.Hinoemata, noted, Cancellation)).Findings);
        await Floor.AsAdminAsync("delete from platform.access_record r using platform.access_seal s where s.seal_number = 3 and s.municipality_code = '073644' and r.record_id = any(s.record_ids)");
        await Floor.AsAdminAsync("delete from platform.access_seal where seal_number = 3 and municipality_code = '073644'");

        Assert.Empty((await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation)).Findings);
        Assert.StartsWith("控えの封印 3 と一致しません", await OnlyFindingAsync(noted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_written_with_another_key_is_not_genuine()
    {
        await WriteAsync(Floor.Hinoemata, 2);
        var stranger = new AccessRecordVerifier(Floor.Databases, new AccessRecordKey(new byte[32]), Floor.Clock);

        Assert.Equal(2, (await stranger.VerifyAsync(Floor.Hinoemata, null, Cancellation)).Findings.Count);
    }

    [Fact]
    public async Task A_record_whose_transaction_commits_late_is_sealed_all_the_same()
    {
        await using var slow = Floor.Open(Floor.Hinoemata);
        var batch = slow.Sql();
        AccessRecordWriter.Append(batch, Floor.Writer.Compose(Probe.Writes, slow, new OperationContext(Floor.CallerOf(Floor.Hinoemata)), "done"));
        await batch.ExecuteAsync(Cancellation);
        await WriteAsync(Floor.Hinoemata, 1);

        Assert.Equal(0, await _sealer.SealAsync(Floor.Hinoemata, Cancellation)); // the later record waits for the older transaction
        await slow.CommitAsync(slow.Sql(), Cancellation);
        await SealAllAsync(Floor.Hinoemata);

        var verdict = await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation);
        Assert.Equal((2L, 1L, 0), (verdict.Records, verdict.Seals, verdict.Findings.Count));
    }

    [Fact]
    public async Task Verifying_while_others_write_and_seal_finds_nothing()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Floor.Runner.RunAsync(Probe.Read, 1L, Floor.CallerOf(Floor.Hinoemata, Probe.Permission), Cancellation);
                await _sealer.SealAsync(Floor.Hinoemata, Cancellation);
            }
        }, Cancellation);
        for (var i = 0; i < 60; i++)
            Assert.Empty((await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation)).Findings);
        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task Two_sealers_at_once_make_one_chain()
    {
        await WriteAsync(Floor.Hinoemata, 5);
        await Floor.EventuallyAsync(async () =>
            (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _sealer.SealAsync(Floor.Hinoemata, Cancellation)))).Sum() > 0);
        await SealAllAsync(Floor.Hinoemata);

        Assert.Empty((await _verifier.VerifyAsync(Floor.Hinoemata, null, Cancellation)).Findings);
        Assert.Equal(5L, await Floor.AsAdminAsync("select sum(cardinality(record_ids))::bigint from platform.access_seal"));
    }
}
