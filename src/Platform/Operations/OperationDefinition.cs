namespace Moyai.Platform.Operations;

/// <summary>What an operation is, before anyone calls it: one line in docs/operations.md, and everything the runner asks.</summary>
/// <param name="Kind">Stable name such as residents.search; it stands in every access record.</param>
/// <param name="Title">機能名: what it is called on the screen and in the record.</param>
/// <param name="Mode">照会 or 更新.</param>
/// <param name="Permission">The right its caller must hold today.</param>
/// <param name="Purpose">The purpose of use (利用目的).</param>
/// <param name="LegalBasis">The article that allows it.</param>
public sealed record OperationDefinition(string Kind, string Title, OperationMode Mode, string Permission, string Purpose, string LegalBasis)
{
    /// <summary>The network zone in which it may run.</summary>
    public Zone Zone { get; init; } = Zone.IndividualNumber;

    /// <summary>A second factor must have been shown in this session: wherever 個人番号 can be seen, and for all that changes rights.</summary>
    public bool NeedsSecondFactor { get; init; }
}

/// <summary>Whether an operation changes anything.</summary>
public enum OperationMode
{
    /// <summary>照会.</summary>
    Read,

    /// <summary>更新.</summary>
    Write,
}

/// <summary>三層分離: a host stands in one zone, an operation names the zone it may run in.</summary>
public enum Zone
{
    /// <summary>個人番号利用事務系.</summary>
    IndividualNumber,

    /// <summary>LGWAN接続系.</summary>
    Lgwan,

    /// <summary>インターネット接続系.</summary>
    Internet,
}
