namespace Moyai.Platform.Design;

/// <summary>The state of a record or a person, in the order in which it is shown: what protects a person comes first.</summary>
public enum Status
{
    /// <summary>支援措置</summary>
    Protected,

    /// <summary>抑止</summary>
    Stopped,

    /// <summary>差戻し</summary>
    SentBack,

    /// <summary>仮登録</summary>
    Provisional,

    /// <summary>承認待ち</summary>
    Waiting,

    /// <summary>確定</summary>
    Confirmed,

    /// <summary>除票</summary>
    Removed,

    /// <summary>旧: found by an earlier name or address.</summary>
    Former,

    /// <summary>字形未対応: the font cannot draw the registered character.</summary>
    GlyphMissing,
}
