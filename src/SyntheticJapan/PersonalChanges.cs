namespace Moyai.SyntheticJapan;

/// <summary>修正 of one person: readings, names, numbers, 在留期間 (1.2.2).</summary>
internal static class PersonalChanges
{
    public static void Apply(Happening what, Member member, DateOnly day, Xoshiro random, Serials serials, Places places, RowWriter rows)
    {
        var values = member.Values;
        switch (what)
        {
            case Happening.ReadingFix:
                foreach (var row in member.Rows)
                    row.Draft[Column.KanaState] = "未確認";
                values[Column.KanaState] = random.Chance(6000) ? "届出" : "職権";
                rows.Emit(member, "職権修正", day, Notice.ExOfficio);
                break;
            case Happening.TypoFix:
                // The wrong text stays in the earlier row (4.2.3.3).
                member.Rows[^1].Draft[Column.AddressLot] = values[Column.AddressLot]!.Replace("番地", "番", StringComparison.Ordinal);
                values[Column.Notes] = "誤記のため修正";
                rows.Emit(member, "誤記修正", day, Notice.ExOfficio);
                values[Column.Notes] = null;
                break;
            case Happening.MyNumberChange:
                values[Column.IndividualNumber] = serials.AnotherIndividualNumber(SerialOf(member));
                rows.Emit(member, "個人番号の変更請求", day, Notice.Report);
                break;
            case Happening.CodeChange:
                values[Column.ResidentCode] = serials.AnotherResidentCode(SerialOf(member));
                rows.Emit(member, "住民票コードの変更請求", day, Notice.Report);
                break;
            case Happening.FormerName:
                var former = NameTables.Surnames.Draw(random);
                values[Column.FormerName] = former.Text;
                values[Column.FormerNameKana] = former.Kana;
                values[Column.FormerNameKanaState] = "届出";
                rows.Emit(member, "旧氏の記載", day, Notice.Request);
                break;
            case Happening.Alias:
                var family = NameTables.Surnames.Draw(random);
                var given = NameTables.GivenName(random, member.Male, member.Birth.Year);
                values[Column.Alias] = $"{family.Text}　{given.Text}";
                values[Column.AliasKana] = $"{family.Kana}　{given.Kana}";
                values[Column.AliasKanaState] = "届出";
                values[Column.AliasRecordedOn] = DateText.Iso(day);
                values[Column.AliasRecordedAt] = places.Here;
                rows.Emit(member, "通称の記載", day, Notice.Declaration);
                break;
            case Happening.AliasRemoved when values[Column.Alias] is not null:
                (values[Column.Alias], values[Column.AliasKana], values[Column.AliasKanaState]) = (null, null, null);
                values[Column.AliasRemovedOn] = DateText.Iso(day);
                values[Column.AliasRemovedAt] = places.Here;
                rows.Emit(member, "通称の削除", day, Notice.Declaration);
                break;
            case Happening.Renewal:
                foreach (var row in member.Rows)
                    row.Draft[Column.ResidenceUntil] = DateText.Iso(day.AddDays(30));
                rows.Emit(member, "職権修正", day, Notice.ExOfficio);
                break;
            default:
                break;
        }
    }

    private static long SerialOf(Member member) => long.Parse(member.Values[Column.AddresseeNumber]!, null) / 10;
}
