namespace Moyai.Platform.Design;

/// <summary>What a banner tells: success, error, warning, information.</summary>
public enum BannerKind { Success, Error, Warning, Info }
