namespace Moyai.Platform.Design;

/// <summary>Invented people and records for the gallery. No one of this name lives anywhere in Moyai.</summary>
internal static class GalleryData
{
    public static StaffFrame Frame(string path) => new(
        "もやい町", "999997", "blue-900", true, "山田 花子", "住民課",
        [
            new("窓口受付", "/design"), new("住民記録", "/design/search"), new("証明", "/design/detail"), new("転居の確認", "/design/check"),
            new("承認", "/design/queue", 12), new("アクセス記録", "/design/empty"), new("エラーの例", "/design/errors"),
        ],
        path, "gallery-token", "__RequestVerificationToken", "令和8年11月22日 10:42")
    {
        SearchPath = "/design/search",
        HomePath = "/design",
        SignOutPath = "/design/plain",
        Notices = [new("承認待ち 12件", "/design/queue")],
    };

    public static IReadOnlyList<FieldError> Errors { get; } =
    [
        new("birth-wrong", "生年月日が未来の日付です。年を確かめて入力し直してください。"),
        new("kind-wrong", "異動の種類を選んでください。"),
        new("sex-wrong", "性別を選んでください。届書に書かれていないときは「不明」です。"),
        new("memo-wrong", "理由を入力してください。差戻しの理由は入力した人に伝わります。"),
    ];

    public static IReadOnlyList<Choice> Sexes { get; } = [new("1", "男"), new("2", "女"), new("0", "不明")];

    public static IReadOnlyList<Choice> Kinds { get; } = [new("1", "転入"), new("2", "転居"), new("3", "転出"), new("4", "出生"), new("5", "死亡"), new("6", "世帯変更")];

    public static IReadOnlyList<CheckItem> Answers { get; } =
    [
        new("氏名", "渡邉󠄔 太郎", "渡邉󠄔 太郎", "/design", true),
        new("住所", "本町一丁目2番3号 青葉荘201", "緑町三丁目4番5号", "/design", true),
        new("住定日", "令和5年9月8日", "令和8年11月1日", "/design"),
        new("世帯主", "渡邉󠄔 太郎", "渡邉󠄔 太郎", null, true),
    ];

    public static IReadOnlyList<GalleryPerson> People { get; } =
    [
        new("渡邉󠄔 太郎", "ワタナベ タロウ", "S50.4.1", "本町一丁目2番3号 青葉荘201", "000000000123455", [Status.Confirmed, Status.Protected]),
        new("髙橋 みどり", "タカハシ ミドリ", "H2.12.31", "緑町三丁目4番5号", "000000000123463", [Status.Provisional]),
        new("𠮷田 一郎", "ヨシダ イチロウ", "T15.12.25", "大字湯ノ花字家向1111番地", "000000000123471", [Status.Removed]),
        new("辻󠄀 花", "ツジ ハナ", "R元.5.1", "本町一丁目2番3号", "000000000123480", [Status.Waiting, Status.Stopped], false),
        new("グエン・ヴァン・アン・チャン・ティ・マイ・フォン・ジャクリーヌ", "グエン ヴァン アン", "1990-02-03", "本町二丁目10番1号 ハイツ旭303号室 国際交流会館気付", "000000000123498", [Status.SentBack]),
    ];
}

/// <summary>A row of the gallery's result list.</summary>
internal sealed record GalleryPerson(string Name, string Kana, string Birth, string Address, string Number, IReadOnlyList<Status> Statuses, bool Drawable = true);
