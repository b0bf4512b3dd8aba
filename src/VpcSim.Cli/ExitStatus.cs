namespace VpcSim.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitStatus
{
    /// <summary>Done, or the answer is yes.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: nothing captured belongs to what was to be explained.</summary>
    public const int No = 1;

    /// <summary>Wrong usage or unusable input.</summary>
    public const int Unusable = 2;

    /// <summary>A defect of VpcSim. (sysexits.h, EX_SOFTWARE)</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM: 128 + 15.</summary>
    public const int Terminated = 143;
}
