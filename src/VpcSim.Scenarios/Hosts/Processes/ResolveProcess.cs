using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Asks for a name and says what came.</summary>
internal sealed class ResolveProcess(Process process, Resolve resolve)
{
    public void Begin()
    {
        IReadOnlyList<IpAddress> servers = process.DnsServers;
        if (resolve.Server is { } named)
        {
            if (!process.TryFindAddress(named, prefersIPv6: false, out IpAddress server))
            {
                process.CannotDo(ActionOutcome.Failed, $"no host is called '{named}'");
                return;
            }
            servers = [server];
        }
        if (servers.Count == 0 && !process.KnowsNames) process.CannotDo(ActionOutcome.Unreachable, $"{process.Host.Name} knows no DNS server");
        else process.Ask(process.Simulation.Book.NameInDns(resolve.Name) ?? resolve.Name, resolve.Type, servers, Tell);
    }

    private void Tell(DnsAnswer? answer)
    {
        if (answer is null)
        {
            process.End(ActionOutcome.TimedOut, "no DNS server answered");
            return;
        }
        process.Result.Values = answer.Values;
        process.End(answer.Code == 0 && answer.Values.Count > 0 ? ActionOutcome.Answered : ActionOutcome.Failed, Process.TextOf(answer));
    }
}
