using System.Globalization;
using Moyai.Bench.Town;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.MoveIn;

namespace Moyai.Bench.MoveIn;

/// <summary>Couples who move in, every one with another name, birth date and number.</summary>
internal sealed class MoveIns(BenchTown town)
{
    public const int PersonsInNotification = 2;

    private static readonly string[] Families = ["佐藤", "鈴木", "髙橋", "田中", "伊藤", "渡邉", "山本", "中村", "小林", "加藤"];
    private static readonly string[] FamilyKana = ["サトウ", "スズキ", "タカハシ", "タナカ", "イトウ", "ワタナベ", "ヤマモト", "ナカムラ", "コバヤシ", "カトウ"];
    private static readonly string[] Givens = ["一郎", "花子", "健太", "美咲", "大輔", "陽菜", "翔太", "結衣", "直樹", "由美"];
    private static readonly string[] GivenKana = ["イチロウ", "ハナコ", "ケンタ", "ミサキ", "ダイスケ", "ヒナ", "ショウタ", "ユイ", "ナオキ", "ユミ"];

    private readonly EnterMoveIn _enter = town.Service<EnterMoveIn>();
    private readonly ApproveMoveIn _approve = town.Service<ApproveMoveIn>();
    private readonly Vault _vault = town.Service<Vault>();
    private readonly DateOnly _today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
    private readonly Random _random = new();
    private int _registered;

    public int Registered => _registered;

    public async Task RegisterAsync(int clerk, CancellationToken ct)
    {
        var entered = await town.Runner.RunAsync(_enter.Operation, Next(), People.Clerk(clerk), ct);
        if (!entered.TryGet(out var receipt, out var refusal))
            throw new InvalidOperationException($"A move-in was refused: {refusal.Code}.");
        var approved = await town.Runner.RunAsync(_approve.Operation, new ApproveMoveIn.Request(receipt.ChangeId), People.Clerk(clerk + 100), ct);
        if (!approved.IsSuccess)
            throw new InvalidOperationException($"An approval was refused: {approved.Refusal!.Code}.");
        Interlocked.Increment(ref _registered);
    }

    private MoveInNotification Next()
    {
        lock (_random)
        {
            var family = _random.Next(Families.Length);
            var lot = string.Create(CultureInfo.InvariantCulture, $"{_random.Next(1, 2000)}番地");
            return new MoveInNotification(
                MoveInNotification.FromInside, PartialDate.From(_today.AddDays(-3)), _today, "東京都世田谷区上北沢四丁目１番", new NewAddress("堀内", lot, null, "2400112"), null,
                [PersonOf(family, "世帯主", "男"), PersonOf(family, "妻", "女")]);
        }
    }

    private MoveInPerson PersonOf(int family, string relation, string sex)
    {
        var given = _random.Next(Givens.Length / 2) * 2 + (sex == "男" ? 0 : 1);
        var number = NewNumber();
        return new MoveInPerson(
            "日本人", $"{Families[family]}　{Givens[given]}", null, null, $"{FamilyKana[family]}　{GivenKana[given]}", PartialDate.From(new DateOnly(1950, 1, 1).AddDays(_random.Next(20_000))), sex, relation,
            "神奈川県三浦郡葉山町堀内１番地", $"{Families[family]}　{Givens[0]}", null, _vault.Seal(number, BenchTown.Code, EnterMoveIn.VaultPlace));
    }

    private IndividualNumber NewNumber()
    {
        var eleven = _random.NextInt64(10_000_000_000, 99_999_999_999).ToString(CultureInfo.InvariantCulture);
        for (var digit = 0; digit < 10; digit++)
            if (IndividualNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"{eleven}{digit}"), null, out var number))
                return number;
        throw new InvalidOperationException("Eleven digits have one check digit.");
    }
}
