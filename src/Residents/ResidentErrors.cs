using Moyai.Kernel;

namespace Moyai.Residents;

/// <summary>What the resident register refuses, with the clause and the remedy. Codes are stable.</summary>
public static class ResidentErrors
{
    // 4.0.3, 4.1.0.2: dates of a notification
    public static readonly Refusal MovedOnMissing = new("RES-001", "異動日が入力されていません。", "実際に住み始めた日を入力してください。", "moved_on");
    public static readonly Refusal MovedOnInFuture = new("RES-002", "異動日が今日より後の日付です。", "転入は、住み始めてから届け出ます。異動日を確かめて入力し直してください。", "moved_on");
    public static readonly Refusal NotifiedInFuture = new("RES-003", "届出日が今日より後の日付です。", "届出日を確かめて入力し直してください。", "notified_on");
    public static readonly Refusal NotifiedBeforeMove = new("RES-004", "届出日が異動日より前の日付です。", "異動日と届出日を確かめて入力し直してください。", "notified_on");

    // 1.1.6: items that may not be blank
    public static readonly Refusal Required = new("RES-005", "入力が必要な項目が空欄です。", "この項目を入力してください。");
    public static readonly Refusal TooLong = new("RES-006", "文字数が多すぎます。", "項目の桁数に収まるように入力し直してください。");
    public static readonly Refusal NotACode = new("RES-007", "選べる値ではありません。", "一覧にある値を入力してください。");
    public static readonly Refusal NotDigits = new("RES-008", "決められた桁数の数字ではありません。", "数字だけを、決められた桁数で入力してください。");
    public static readonly Refusal NotADate = new("RES-009", "日付として読めません。", "年-月-日（例 1975-04-01）の形で入力してください。");
    public static readonly Refusal NotAFlag = new("RES-010", "0又は1ではありません。", "該当するときは1、しないときは0を入力してください。");
    public static readonly Refusal BrokenText = new("RES-011", "使えない文字が含まれています。", "制御文字や壊れた文字を取り除いてください。");

    // 1.1.11
    public static readonly Refusal Relation = new("RES-012", "住民票に書けない続柄です。", "世帯主、夫、妻、子、父、母、兄弟姉妹と、これらを「の」で4つまでつないだ続柄、縁故者、同居人から選んでください（孫は「子の子」）。");
    public static readonly Refusal BornInFuture = new("RES-013", "生年月日が未来の日付です。", "年を確かめて入力し直してください。", "birth");
    public static readonly Refusal BornAfterMove = new("RES-014", "生年月日が異動日より後の日付です。", "生年月日と異動日を確かめて入力し直してください。", "birth");
    public static readonly Refusal NoPerson = new("RES-015", "異動する人が入力されていません。", "1人以上入力してください。");
    public static readonly Refusal NoHead = new("RES-016", "新しい世帯に世帯主がいません。", "異動する人のうち1人の続柄を「世帯主」にしてください。");
    public static readonly Refusal TwoHeads = new("RES-017", "世帯主が2人以上います。", "世帯主は1人だけにしてください。");
    public static readonly Refusal HeadIntoHousehold = new("RES-018", "入る世帯には、すでに世帯主がいます。", "続柄を、その世帯の世帯主から見た続柄にしてください。");
    public static readonly Refusal HouseholdNotFound = new("RES-019", "入る世帯が見つかりません。", "世帯番号を確かめてください。世帯全員が転出した世帯には入れません。", "household_number");
    public static readonly Refusal AlreadyResident = new("RES-020", "同じ個人番号又は住民票コードの人が、すでに登録されています。", "検索で確かめてください。一度転出した人は「再転入」として、以前の宛名番号を使います。");
    public static readonly Refusal Address = new("RES-021", "新しい住所が入力されていません。", "町字と番地を入力してください。", "address_town");

    // 4.0.8: 仮登録 → 決裁 → 本登録
    public static readonly Refusal OwnEntry = new("RES-022", "自分が入力した異動は、自分では承認できません。", "ほかの職員に承認を依頼してください。");
    public static readonly Refusal NotWaiting = new("RES-023", "この仮登録は、すでに承認・差戻し・取消しのいずれかがされています。", "承認待ちの一覧から選び直してください。");
    public static readonly Refusal ReturnReason = new("RES-024", "差戻しの理由が入力されていません。", "どこをどう直すかを書いてください。", "reason");
    public static readonly Refusal NotYourEntry = new("RES-025", "ほかの職員が入力した仮登録は、取り消せません。", "入力した職員に依頼するか、差し戻してください。");
    public static readonly Refusal ChangedMeanwhile = new("RES-026", "仮登録した後に、入る世帯の内容が変わりました。", "差し戻して、入力し直してください。");
    public static readonly Refusal ReTransfer = new("RES-027", "同じ個人番号又は住民票コードの除票があります（再転入）。", "以前の宛名番号を引き継ぐ必要があるため、新しい人としては登録できません。除票から再転入として処理してください。");

    public static readonly Refusal AlreadyEntered = new("RES-028", "この入力画面からは、すでに仮登録されています。", "承認待ちの一覧で確かめてください。別の転入は、新しい入力画面から入力してください。");
    public static readonly Refusal NotOnCalendar = new("RES-029", "暦にない日付か、不詳の日付です。", "年月日がすべてわかる、暦にある日付を入力してください。");
    public static readonly Refusal NumberTwice = new("RES-046", "同じ個人番号又は住民票コードが、この届出の2人に入力されています。", "転出証明書を見て、どの人の番号かを確かめてください。");

    // 5: certificates
    public static readonly Refusal SuppressedPerson = new("RES-030", "抑止の対象者が含まれているため、証明書を発行できません。", "抑止の内容を担当に確かめてください。");
    public static readonly Refusal MissingGlyph = new("RES-031", "フォントに字形がない文字があるため、証明書を作れません。", "示された文字の字形を確かめ、文字担当に連絡してください。代わりの字では印刷しません。");
    public static readonly Refusal NobodyChosen = new("RES-032", "証明書に載せる人が選ばれていません。", "1人以上選んでください。", "persons");
    public static readonly Refusal RemovedWithPresent = new("RES-033", "除票になった人は、住民票の写しには載せられません。", "除票の写しとして請求してもらってください。");
    public static readonly Refusal NotThisHousehold = new("RES-034", "選んだ人の世帯が変わりました。", "世帯のページを開き直して、選び直してください。");
    public static readonly Refusal ItemNotAllowed = new("RES-035", "あなたの権限では、この項目を載せられません。", "項目を外すか、権限のある職員に依頼してください。");
    public static readonly Refusal DocumentGone = new("RES-036", "印刷用の控えは、発行から30分で消去されました。", "必要なときは、誤発行として処分を記録し、発行し直してください。");
    public static readonly Refusal DisposalReason = new("RES-037", "処分の理由が入力されていません。", "誤発行の内容と、破棄した方法を書いてください。", "reason");
    public static readonly Refusal AlreadyDisposed = new("RES-038", "この証明書は、すでに処分が記録されています。", "交付履歴を確かめてください。");
    public static readonly Refusal NoCertifier = new("RES-039", "市区町村長の職名と氏名が登録されていません。", "情報担当に、認証者の登録を依頼してください。");
    public static readonly Refusal TooLongForPaper = new("RES-040", "文字数が多く、用紙の欄に収まらない項目があります。", "示された項目を確かめ、担当に相談してください。");

    public static readonly Refusal Copies = new("RES-045", "部数が正しくありません。", "1から10までの数字を入力してください。", "copies");

    // 10.4
    public static readonly Refusal RevealReason = new("RES-041", "個人番号を見る理由が入力されていません。", "事務の内容を入力してください。閲覧は記録されます。", "reason");
    public static readonly Refusal NoIndividualNumber = new("RES-042", "この人の個人番号は登録されていません。", "通知の状況を確かめてください。");
    public static readonly Refusal IndividualNumberDigits = new("RES-043", "個人番号の検査数字が合いません。", "通知書又はカードを見て、12桁を入力し直してください。", "individual_number");
    public static readonly Refusal ResidentCodeDigits = new("RES-044", "住民票コードは11桁の数字です。", "転出証明書を見て入力し直してください。", "resident_code");

    // 取込
    public static readonly Refusal UnknownColumn = new("RES-050", "知らない見出しの列があります。", "見出しを項目名に合わせるか、列を取り除いてください。");
    public static readonly Refusal MissingColumn = new("RES-051", "必要な列がありません。", "見出しの行に、この項目を加えてください。");
    public static readonly Refusal WrongCellCount = new("RES-052", "列の数が見出しと違います。", "区切りと引用符を確かめてください。");
    public static readonly Refusal DuplicateKey = new("RES-053", "同じ宛名番号と履歴番号の行が、ほかにもあります。", "重なった行を取り除いてください。");
    public static readonly Refusal AlreadyInRegister = new("RES-054", "この宛名番号と履歴番号は、すでに登録されています。", "登録済みの行をファイルから取り除いてください。");
    public static readonly Refusal VersionGap = new("RES-055", "履歴番号が1から続いていません。", "抜けている履歴の行を加えてください。");
    public static readonly Refusal NotReadable = new("RES-056", "文字コードがUTF-8でもCP932（シフトJIS）でもありません。", "UTF-8で書き出し直してください。");
    public static readonly Refusal EmptyFile = new("RES-057", "データの行がありません。", "ファイルを確かめてください。");
    public static readonly Refusal QuoteNotClosed = new("RES-058", "引用符が閉じていません。", "この行の「\"」の対応を確かめてください。");
    public static readonly Refusal TwoHeadsInFile = new("RES-059", "この世帯には世帯主が2人以上います。", "世帯番号と続柄を確かめてください。");
    public static readonly Refusal Number15 = new("RES-060", "15桁以内の数字ではありません。", "番号を確かめてください。");
    public static readonly Refusal UndecodableText = new("RES-061", "文字コードとして読めないバイトがあります。", "この行を、元のシステムから書き出し直してください。");

    public static readonly Refusal FileMissing = new("RES-062", "ファイルが選ばれていません。", "取り込むCSVファイルを選んでください。", "file");
    public static readonly Refusal ModeMissing = new("RES-063", "取込の方法が選ばれていません。", "どちらかを選んでください。", "mode");
    public static readonly Refusal TooManyFindings = new("RES-064", "指摘が10万件に達したので、点検をここで止めました。何も登録していません。", "見出し、文字コード、項目の書き方を確かめて、書き出し直してください。");

    // 1.1.15
    public static readonly Refusal MemoEmpty = new("RES-071", "メモの内容が入力されていません。", "内容を入力してください。消すときは「取り消す」を押してください。", "text");
    public static readonly Refusal MemoTooLong = new("RES-072", "メモが1000文字を超えています。", "短くするか、二つに分けてください。", "text");

    // 検索
    public static readonly Refusal NoCondition = new("RES-070", "検索の条件が入力されていません。", "氏名、カナ、生年月日、住所、宛名番号のどれかを入力してください。");

    // 連携
    public static readonly Refusal KeyMissing = new("RES-080", "受付キーがありません。", "要求ごとに異なる値を、ヘッダー Idempotency-Key に付けてください（8文字以上100文字以内）。");
}
