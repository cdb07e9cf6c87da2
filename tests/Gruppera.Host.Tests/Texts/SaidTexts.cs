using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Gruppera.Host.Tests.Texts;

/// <summary>A text that code makes.</summary>
/// <param name="Text">The text, its holes empty.</param>
/// <param name="Holes">Hole -> the expression that fills it.</param>
/// <param name="One">The form for one, of a text about a number.</param>
/// <param name="Place">The method.</param>
internal sealed record SaidText(Text Text, Dictionary<string, string> Holes, SaidText? One, string Place);

/// <summary>Finds the texts that the compiled code of methods makes, Razor pages among them: literals and interpolated strings that become
/// a <see cref="Text"/>. Whatever else becomes one is no constant, and an offence.</summary>
internal sealed class SaidTexts
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly List<(int Start, int End, SaidText Said)> _done = [];
    private readonly Stack<Building> _building = [];
    private readonly List<Instruction> _code = [];
    private readonly HashSet<int> _targets = [];
    private readonly MethodBase _method;
    private readonly string _place;

    private SaidTexts(MethodBase method)
    {
        (_method, _place) = (method, $"{method.DeclaringType}.{method.Name}");
        Decode(method.GetMethodBody()?.GetILAsByteArray() ?? []);
        for (var at = 0; at < _code.Count; at++)
            Step(at);
        if (_building.Count > 0)
            Offences.Add($"{_place}: a text is not finished");
    }

    public List<string> Offences { get; } = [];

    public IEnumerable<SaidText> Said => _done.Select(each => each.Said);

    public static IEnumerable<SaidTexts> Of(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).Select(method => new SaidTexts(method));
    }

    private void Step(int at)
    {
        var instruction = _code[at];
        if (instruction.Operand is not MethodBase { DeclaringType: { } type } called || type != typeof(Text))
            return;
        switch (called.Name)
        {
            case ".ctor" when called.GetParameters().Length == 2:
                _building.Push(new(at, (int)Before(at, 2)!, (int)Before(at, 1)!));
                Finish(at);
                break;
            case nameof(Text.AppendLiteral):
                _building.Peek().Add((string)Before(at, 1)!);
                Finish(at);
                break;
            case nameof(Text.AppendFormatted):
                if (!_building.Peek().Add(Before(at, 2) as string, (string)Before(at, 1)!))
                    Offences.Add($"{_place}: two holes of one name in {_building.Peek().Text.Key}");
                Finish(at);
                break;
            case nameof(Text.Count):
                Count();
                break;
            case ".ctor" or "op_Implicit" or nameof(Text.FromString):
                if (!_targets.Contains(instruction.Offset) && Before(at, 1) is string phrase)
                    _done.Add((at, at, new(phrase, [], null, _place)));
                else
                    Offences.Add($"{_place}: a text is made of what is no constant");
                break;
        }
    }

    private void Finish(int at)
    {
        if (_building.Peek().IsWhole && _building.Pop() is var whole)
            _done.Add((whole.Start, at, new(whole.Text, whole.Holes, null, _place)));
    }

    /// <summary>The last text is the form for other numbers, and the last one that was whole before it began the form for one.</summary>
    private void Count()
    {
        var other = _done[^1];
        var one = _done.FindLastIndex(each => each.End < other.Start);
        if (other.Said.Holes.Any(hole => _done[one].Said.Holes.GetValueOrDefault(hole.Key, hole.Value) != hole.Value))
            Offences.Add($"{_place}: two holes of one name in {other.Said.Text.Key}");
        _done[^1] = other with { Said = other.Said with { One = _done[one].Said } };
        _done.RemoveAt(one);
    }

    private object? Before(int at, int steps) => _code[at - steps].Operand;

    private void Decode(ReadOnlySpan<byte> code)
    {
        for (var at = 0; at < code.Length;)
        {
            var offset = at;
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var operation = Codes[value];
            at += operation.Size;
            var operand = code[at..];
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
                _ => 4,
            };
            if (operation.OperandType == OperandType.ShortInlineBrTarget)
                _targets.Add(at + unchecked((sbyte)operand[0]));
            if (operation.OperandType == OperandType.InlineBrTarget)
                _targets.Add(at + BinaryPrimitives.ReadInt32LittleEndian(operand));
            if (operation != OpCodes.Nop)
                _code.Add(new(offset, Operand(operation, operand)));
        }
    }

    private object? Operand(OpCode operation, ReadOnlySpan<byte> operand) => operation.OperandType switch
    {
        OperandType.InlineString => _method.Module.ResolveString(BinaryPrimitives.ReadInt32LittleEndian(operand)),
        OperandType.InlineMethod => _method.Module.ResolveMethod(
            BinaryPrimitives.ReadInt32LittleEndian(operand), _method.DeclaringType!.GetGenericArguments(), _method.IsGenericMethod ? _method.GetGenericArguments() : null),
        OperandType.InlineI => BinaryPrimitives.ReadInt32LittleEndian(operand),
        OperandType.ShortInlineI => (int)unchecked((sbyte)operand[0]),
        _ when operation.Name!.StartsWith("ldc.i4.", StringComparison.Ordinal) && char.IsAsciiDigit(operation.Name[^1]) => operation.Name[^1] - '0',
        _ => null,
    };

    private readonly record struct Instruction(int Offset, object? Operand);

    /// <summary>An interpolated string that is not yet whole.</summary>
    private sealed class Building(int start, int literals, int holes)
    {
        private int _literals = literals;
        private int _holes = holes;

        public int Start => start;

        public Text Text { get; } = new(literals, holes);

        public Dictionary<string, string> Holes { get; } = new(StringComparer.Ordinal);

        public bool IsWhole => _literals == 0 && _holes == 0;

        public void Add(string literal)
        {
            Text.AppendLiteral(literal);
            _literals -= literal.Length;
        }

        public bool Add(string? name, string expression)
        {
            var before = Text.Key.Length;
            Text.AppendFormatted("", name, expression);
            _holes--;
            return Holes.TryAdd(Text.Key[(before + 1)..^1], expression) || Holes[Text.Key[(before + 1)..^1]] == expression;
        }
    }
}
