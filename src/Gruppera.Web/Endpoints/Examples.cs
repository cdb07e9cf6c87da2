namespace Gruppera.Web.Endpoints;

/// <summary>Bodies to try things out with; synthetic.</summary>
internal static class Examples
{
    internal const string Contact = """
        {
          "id": "A1",
          "sex": "M",
          "age": 65,
          "admissionDate": "2025-03-03",
          "dischargeDate": "2025-03-07",
          "discharge": "N",
          "diagnoses": ["I71.4", "I20.9"],
          "procedures": []
        }
        """;

    internal const string Lines = """
        {"id":"A1","sex":"M","ageDays":23742,"duration":5,"diagnoses":["I71.4","I20.9"]}
        {"id":"A2","sex":"K","age":31,"duration":2,"diagnoses":["K35.8"],"procedures":["JEA00"]}
        {"id":"A3","sex":"F","age":"old","diagnoses":[{"code":"G94.0","dagger":"A50.3"}]}

        """;

    internal const string Table = """
        id,sex,age_days,duration,discharge,diagnoses,procedures
        A1,M,23742,5,N,I71.4 I20.9,
        A2,K,11500,2,N,K35.8,JEA00

        """;
}
