namespace Moyai.Platform.Design;

/// <summary>Why a page cannot be shown.</summary>
public enum ErrorKind { NotFound, Forbidden, Fault }
