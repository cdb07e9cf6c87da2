namespace Gruppera.Mcp;

/// <summary>What agents may ask.</summary>
public enum AgentAccess
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The logic: groups, codes, properties, rules, differences. Nothing about a contact.</summary>
    Logic,

    /// <summary>Contacts too, one at a time: what is asked reaches the model that asks.</summary>
    Contacts,

    /// <summary>Contacts, and files of them by their path: for a server that runs as the one who asks.</summary>
    Files,
}
