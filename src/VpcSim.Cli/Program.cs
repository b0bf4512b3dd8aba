using VpcSim.Cli;
using VpcSim.Cli.Consoles;
using VpcSim.Scenarios.Replay.Rehearsals;

if (args is ["replay", _, ..]) Rehearsal.Start();
using var interruption = new Interruption();
using var terminal = Terminal.OfProcess();
int status = VpcSimProgram.Run(args, terminal, interruption.Token);
return status == ExitStatus.Interrupted ? interruption.Status ?? status : status;
