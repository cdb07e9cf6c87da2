namespace Gruppera.Web.Pages.Group;

/// <summary>A field for a code in the form of a contact.</summary>
/// <param name="Page">The page.</param>
/// <param name="List"><c>dx</c> or <c>proc</c>.</param>
/// <param name="Place">Its place among the fields of the list, from 0.</param>
/// <param name="Value">What is typed.</param>
public sealed record CodeField(IndexModel Page, string List, int Place, string Value)
{
    /// <summary>Its id on the page.</summary>
    public string Id => $"{List}-{Place}";

    /// <summary>True if its codes are left out.</summary>
    public bool IsOff => Value.Length > 0 && ContactForm.Clean([Value]).All(Page.Form.IsOff);

    /// <summary>What a field after it is called, with # for its number.</summary>
    public string NextLabel => List == "dx" ? Page.Say("Secondary diagnosis #") : Page.Say("Procedure #");

    /// <summary>What it is called.</summary>
    public string Label => (List, Place) switch
    {
        ("dx", 0) => Page.Say("Principal diagnosis"),
        ("dx", _) => Page.Say($"Secondary diagnosis {Place}"),
        _ => Page.Say($"Procedure {Place + 1:place}"),
    };
}
