namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>How deep functions and references are in each other at present, over all stacks that ask each other: what bounds the thread's stack.</summary>
internal sealed class EvaluationDepth
{
    public const int Max = 250;

    public int Levels { get; set; }
}
