using System.Collections.Immutable;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Sql;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Mcp;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Sets;

namespace Gruppera.Cli.Commands;

/// <summary>SQL for agents: a database of its own for each question, closed to files but those of contacts that this host opens.
/// Thread-safe.</summary>
internal sealed class AgentSql(Session session, SetCatalogue sets) : IAgentSql
{
    /// <summary>How long a question may take.</summary>
    internal TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    public AgentSqlAnswer Ask(string sql, int most, AgentAccess access, CancellationToken stop)
    {
        var host = new Host(session, sets, access);
        using var run = new SqlRun(host, access >= AgentAccess.Contacts ? SqlReach.Contacts : SqlReach.Sets);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Stop);
        using var ends = end.Token.Register(run.Stop);
        end.CancelAfter(Longest);
        try
        {
            ImmutableArray<string> columns = [];
            var rows = ImmutableArray.CreateBuilder<string[]>();
            run.Run(sql, result =>
            {
                columns = [.. result.Columns.Select(column => column.Name)];
                rows.AddRange(result.Rows().Take(most + 1).Select(row => row.Select(cell => cell ?? "").ToArray()));
            });
            return new(columns, [.. rows.Take(most)], rows.Count > most, host.Asked);
        }
        catch (SqlException exception)
        {
            throw new AgentSqlException(exception.Text);
        }
        catch (ContactFileException)
        {
            // What a file is called and has in its header may tell of patients.
            throw new AgentSqlException(AgentSqlException.CannotRead);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && !session.Stop.IsCancellationRequested)
        {
            throw new AgentSqlException($"It took more than {Longest.TotalSeconds:seconds} seconds: ask for less");
        }
    }

    private sealed class Host(Session session, SetCatalogue sets, AgentAccess access) : ISqlHost
    {
        private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
        private readonly Lock _gate = new();

        public ImmutableArray<string> Asked
        {
            get
            {
                lock (_gate)
                    return [.. _asked.Order(StringComparer.Ordinal)];
            }
        }

        public Language Language => session.Language;

        public string FirstSet => sets.Ids[0];

        public Grouper GrouperOf(string set)
        {
            var found = (sets.Ids.Contains(set) ? sets.Find(set) : null) ?? throw new AgentSqlException(
                $"there is no set {set}; there are {string.Join(", ", sets.Ids):ids}");
            lock (_gate)
                _asked.Add(found.Id);
            return found.Grouper;
        }

        public Func<string, string, string, double?> WeightsOf(string list, DefinitionSet set) =>
            throw new AgentSqlException("Weight lists are not open to questions in SQL here");

        public SqlContacts Open(string path, string? layout, string? sheet, bool needsAll, string? allowMissing)
        {
            if (access < AgentAccess.Files)
                throw new AgentSqlException("Files are not open to questions here");
            // A path is a file or a folder here, and no address of a database.
            if (!Path.Exists(path))
                throw new AgentSqlException(AgentSqlException.CannotOpen);
            var wish = new LayoutWish
            {
                Layout = layout is null ? null : LayoutCatalog.Find(layout),
                Needs = needsAll ? LayoutWish.ToGroup : ContactNeeds.None,
                AllowMissing = Sets.AllowMissing(allowMissing),
            };
            var opened = OpenContacts.Open(path, sheet, wish, session.Stop);
            return new(opened.Source, opened.Text, opened.Layout);
        }
    }
}
