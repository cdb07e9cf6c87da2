namespace Gruppera.Formats.Contacts;

/// <summary>Care form and specialty of the current row, each with where it comes from. One per thread.</summary>
internal sealed class CareSettingReader(LayoutBinding binding)
{
    private readonly Cell _careForm = binding[ContactRole.CareForm];
    private readonly Cell _specialty = binding[ContactRole.Specialty];
    private readonly ValueMap<Specialty> _specialties = new(binding.Layout.SpecialtyValues, Specialty.TryRead);

    internal CareSetting Read(ReadOnlySpan<byte> data, ContactParser parser)
    {
        var form = parser.CareForm;
        var from = _careForm.Exists && !parser.Text(data, _careForm).IsEmpty ? FactSource.Column : FactSource.Layout;
        var specialty = _specialty.Exists ? _specialties.Find(parser.Text(data, _specialty)) : Specialty.Missing;
        var specialtyFrom = FactSource.Column;
        if (specialty == Specialty.Missing)
            (specialty, specialtyFrom) =
                (binding.Layout.Specialty, binding.Layout.Specialty == Specialty.Missing ? FactSource.Derived : FactSource.Layout);
        return CareSetting.Of(form, from, parser.Facts.Duration, specialty, specialtyFrom);
    }
}
