using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Gruppera;

/// <summary>Checks of arguments that are values of an expression.</summary>
internal static class Argument
{
    /// <summary>The argument.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    internal static T Needed<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
