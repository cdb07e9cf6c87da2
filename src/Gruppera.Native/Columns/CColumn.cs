using System.Runtime.InteropServices;

namespace Gruppera.Native.Columns;

/// <summary>A column as C hands it over: <c>gruppera_column</c> of <c>gruppera.h</c>, which says what the fields mean.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CColumn
{
    internal byte* Name;
    internal int Type;
    internal int Width;
    internal void* Values;
    internal long Size;
    internal void* Offsets;
    internal byte* Validity;
    internal long First;
    internal CColumn* Items;
    internal long ItemCount;
}

/// <summary>Types of columns; the numbers are those of <c>gruppera.h</c>.</summary>
internal enum ColumnType
{
    Texts = 1,
    Pointers = 2,
    Utf8 = 3,
    Integers = 4,
    Reals = 5,
    Days = 6,
    List = 7,
    Dictionary = 8,
}
