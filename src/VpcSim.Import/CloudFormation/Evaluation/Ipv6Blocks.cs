using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;
using VpcSim.Model.Services;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>The IPv6 blocks of the template's VPCs, Amazon-provided ones drawn by the VPC's name. (CloudFormation guide, "AWS::EC2::VPCCidrBlock")</summary>
internal sealed class Ipv6Blocks(Evaluator evaluator, ResourceCatalog catalog, AwsIpRanges? ranges)
{
    private Dictionary<string, Cidr>? _byResource;
    private readonly Dictionary<string, List<Cidr>> _byVpc = new(StringComparer.Ordinal);

    /// <summary>The blocks of a VPC in the order of the file.</summary>
    public IReadOnlyList<Cidr> OfVpc(string vpcName)
    {
        All();
        return _byVpc.TryGetValue(vpcName, out List<Cidr>? blocks) ? blocks : [];
    }

    /// <summary>The block that an <c>AWS::EC2::VPCCidrBlock</c> adds; null if it adds none of IPv6.</summary>
    public Cidr? OfResource(string logicalId) => All().TryGetValue(logicalId, out Cidr block) ? block : null;

    private Dictionary<string, Cidr> All()
    {
        if (_byResource is not null) return _byResource;
        _byResource = new Dictionary<string, Cidr>(StringComparer.Ordinal);
        foreach (ResourceDeclaration declaration in evaluator.Template.Resources)
        {
            if (declaration.Type != VpcCidrBlockResource.Type || evaluator.Conditions.Of(declaration) != Truth.True) continue;
            if (Text(declaration, "VpcId") is not { } vpcId || catalog.Find(vpcId) is not { } vpc) continue;
            List<Cidr> blocks = _byVpc.TryGetValue(vpc.Name, out List<Cidr>? known) ? known : _byVpc[vpc.Name] = [];
            if (Block(declaration, vpc.Name, blocks.Count) is not { } block) continue;
            blocks.Add(block);
            _byResource.Add(declaration.Name, block);
        }
        return _byResource;
    }

    private Cidr? Block(ResourceDeclaration declaration, string vpcName, int position)
    {
        if (Text(declaration, "Ipv6CidrBlock") is { } written && Cidr.TryParse(written, out Cidr block)) return block;
        if (Text(declaration, "AmazonProvidedIpv6CidrBlock") != "true") return null;
        string name = position == 0 ? vpcName : $"{vpcName}:{position}";
        return Draws.Ipv6VpcBlock(evaluator.Deployment.AccountId, evaluator.Deployment.Region, name, ranges);
    }

    private string? Text(ResourceDeclaration declaration, string property) =>
        declaration.Properties.TryGet(property, out Node? node) && evaluator.Evaluate(node) is ScalarNode scalar ? scalar.Text : null;
}
