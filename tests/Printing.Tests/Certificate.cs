namespace Moyai.Printing.Tests;

/// <summary>A certificate-like document, as the resident register draws one.</summary>
internal static class Certificate
{
    internal sealed record Member(string Name, string Kana, string Birth, string Sex, string Relation, string Domicile, string Head, string Moved);

    private static readonly TextStyle Title = new(18) { Align = TextAlign.Center, LetterSpacing = 0.4 };
    private static readonly TextStyle Label = new(8.5) { Align = TextAlign.Distributed, MinimumSize = 5 };
    private static readonly TextStyle Value = new(11) { MinimumSize = 6 };
    private static readonly TextStyle Attestation = new(11) { LineHeight = 1.7 };
    private static readonly TextStyle Foot = new(8) { Align = TextAlign.Right };

    public static readonly Member[] Household =
    [
        new("葛\U000E0102城　太郎", "カツラギ　タロウ", "昭和５５年　２月２９日", "男", "世帯主", "神奈川県三浦郡葉山町堀内２１３５番地", "葛\U000E0102城　太郎", "平成２２年　４月　１日　東京都世田谷区上北沢四丁目１３番１０号から転入　同日届出"),
        new("𠮷﨑　髙子", "ヨシザキ　タカコ", "昭和５７年１１月　３日", "女", "妻", "神奈川県三浦郡葉山町堀内２１３５番地", "葛\U000E0102城　太郎", "平成２２年　４月　１日　東京都世田谷区上北沢四丁目１３番１０号から転入　同日届出"),
        new("葛\U000E0103城　𡈽岐", "カツラギ　トキ", "平成２５年　６月１７日", "男", "子", "神奈川県三浦郡葉山町堀内２１３５番地", "葛\U000E0102城　太郎", "平成２５年　６月１７日　出生　平成２５年　６月２５日届出"),
        new("辻\U000E0102　𠀋子", "ツジ　タケコ", "令和　２年　１月　５日", "女", "子", "神奈川県三浦郡葉山町堀内２１３５番地", "葛\U000E0102城　太郎", "令和　２年　１月　５日　出生　令和　２年　１月１４日届出"),
    ];

    public static PdfDocument Draw(TrueTypeFont font, params Member[] members)
    {
        var document = new PdfDocument(font, new PdfInfo("住民票の写し", "神奈川県三浦郡葉山町", new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.FromHours(9))));
        foreach (var sheet in members.Chunk(2)) DrawSheet(document.AddPage(), sheet);

        var last = document.Pages[^1];
        last.Paragraph(new Box(25, 235, 160, 20), "この写しは、世帯全員の住民票の原本と相違ないことを証明する。", Attestation, "認証文");
        last.Text(25, 246, "令和８年１１月２２日", Attestation);
        last.Text(80, 257, "神奈川県三浦郡葉山町長　葉山　一郎", Attestation with { Size = 13 });
        last.Seal(new Box(161, 248, 24, 24), ["葉山町", "長之印"], new Pen(0.8));
        foreach (var page in document.Pages)
        {
            page.Line(20, 282, 190, 282, Pen.Dashed);
            page.Text(190, 284, $"20261122　葉山町　本庁1　プリンタ001　011　{page.Number}/{document.Pages.Count}", Foot, "発行番号");
        }

        return document;
    }

    private static void DrawSheet(PdfPage page, Member[] members)
    {
        page.Text(105, 18, "住民票の写し", Title);
        var box = new Box(20, 32, 170, 9);
        Row(page, box, ("住所", "神奈川県三浦郡葉山町堀内２１３５番地　葉山ハイツ１０３号室"));
        Row(page, box with { Y = 41 }, ("世帯主", members[0].Head));
        for (var i = 0; i < members.Length; i++)
        {
            var (member, y) = (members[i], 54 + 88.0 * i);
            page.Fill(new Box(20, y, 170, 6), 0.9);
            page.Text(22, y + 1.4, $"世帯員　{i + 1}", Label with { Align = TextAlign.Left });
            (string, string)[][] rows =
            [
                [("フリガナ", member.Kana), ("続柄", member.Relation)], [("氏名", member.Name), ("性別", member.Sex)],
                [("生年月日", member.Birth), ("住民となった日", "平成２２年４月１日")], [("本籍", member.Domicile)], [("筆頭者", member.Head)],
                [("個人番号", "＊＊＊＊　省略　＊＊＊＊"), ("住民票コード", "＊＊＊＊　省略　＊＊＊＊")], [("異動", member.Moved)], [("備考", "以下余白")],
            ];
            for (var r = 0; r < rows.Length; r++) Row(page, new Box(20, y + 6 + 9 * r, 170, 9), rows[r]);
            page.Rectangle(new Box(20, y, 170, 6 + 9 * rows.Length), Pen.Thick);
        }
    }

    private static void Row(PdfPage page, Box row, params (string Label, string Text)[] cells)
    {
        var width = row.Width / cells.Length;
        foreach (var (label, text) in cells)
        {
            var cell = row.TakeLeft(width, out row);
            var head = cell.TakeLeft(26, out var value);
            page.Rectangle(head, Pen.Thin);
            page.Rectangle(value, Pen.Thin);
            page.TextIn(head.Inset(2, 1), label, Label, label);
            page.TextIn(value.Inset(2, 1), text, Value, label);
        }
    }
}
