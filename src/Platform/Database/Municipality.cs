using Moyai.Kernel;

namespace Moyai.Platform.Database;

/// <summary>A municipality that is live in this installation (団体).</summary>
/// <param name="Colour">The token of its bar, one of the steps 900 to 1100, so that a clerk of two towns never mistakes one for the other.</param>
public sealed record Municipality(MunicipalityCode Code, string Name, string Prefecture, string Colour, bool IsDemo, string DatabaseName);
