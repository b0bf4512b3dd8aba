namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

/// <summary>Evaluates one expression of a template, by way of a security group's description.</summary>
internal static class Expression
{
    /// <summary>Sections and resources that expressions can name.</summary>
    private const string Surroundings = """
        Parameters:
          Word: {Type: String, Default: word}
          Words: {Type: CommaDelimitedList, Default: 'a,b,c'}
          Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /secret}
        Mappings:
          Sizes:
            us-east-1: {Small: t3.nano, List: [x, y]}
        Conditions:
          Yes: !Equals [!Ref Word, word]
          No: !Not [!Condition Yes]
        Resources:
          Vpc:
            Type: AWS::EC2::VPC
            Properties: {CidrBlock: 10.0.0.0/16}
          Eip: {Type: 'AWS::EC2::EIP'}
          Topic: {Type: 'AWS::SNS::Topic'}
          Gone: {Type: 'AWS::EC2::EIP', Condition: No}
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              VpcId: !Ref Vpc
              GroupDescription: 
        """;

    /// <summary>The value of an expression in YAML's flow style.</summary>
    public static string Value(string yaml) => Assert.Single(Templates.Succeeded(Result(yaml)).Design.SecurityGroups, g => g.Name == "Group").Description;

    /// <summary>The only error of an expression.</summary>
    public static ImportError Error(string yaml) => Assert.Single(Result(yaml).Errors);

    public static ImportResult Result(string yaml) => Templates.Load(Surroundings + " " + yaml);

    /// <summary>The line and column at which an expression begins.</summary>
    public static string Place(int column = 0) => $"template.yaml:{Surroundings.Count(c => c == '\n') + 1}:{Surroundings.Length - Surroundings.LastIndexOf('\n') + 1 + column}";

}
