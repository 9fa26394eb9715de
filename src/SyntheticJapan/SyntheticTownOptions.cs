using Moyai.Kernel;

namespace Moyai.SyntheticJapan;

/// <summary>What town to invent. The same options give the same bytes.</summary>
/// <param name="Municipality">市区町村 whose addresses are used; its 大字 from standards/towns when known, invented ones otherwise.</param>
/// <param name="Residents">現存者: exactly so many; persons removed come on top, about 15 in a hundred.</param>
/// <param name="Seed">Another seed, another town.</param>
/// <param name="AsOf">The day the register is looked at; nothing in it is later.</param>
public sealed record SyntheticTownOptions(MunicipalityCode Municipality, int Residents, ulong Seed, DateOnly AsOf);
