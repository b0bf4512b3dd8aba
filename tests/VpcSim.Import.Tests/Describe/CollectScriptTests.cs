using System.Diagnostics;

namespace VpcSim.Import.Tests.Describe;

/// <summary>The script of <c>docs/collect.md</c>, run against an <c>aws</c> that answers from files, and refuses what it has no file for.</summary>
public sealed class CollectScriptTests : IDisposable
{
    // --output text is what ids are asked with.
    private const string Aws = """
        #!/bin/sh
        echo "$*" >> "$ANSWERS/asked"
        kind=json
        case "$*" in *"--output text"*) kind=txt ;; esac
        if [ -f "$ANSWERS/$1-$2.$kind" ]; then cat "$ANSWERS/$1-$2.$kind"
        elif [ "$1" = ec2 ] && [ $kind = json ]; then echo '{}'
        elif [ "$1" = ec2 ]; then echo None
        else echo "An error occurred (AccessDenied) when calling $2" >&2; exit 254; fi
        """;

    private const string Balancer = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188";

    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_it_collects_loads_with_the_owners_that_it_may_ask_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the script is one of a POSIX shell");
        Answer("ec2-describe-vpcs.json", """{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333"}]}""");
        Answer("ec2-describe-vpcs.txt", "vpc-1\n");
        Answer("ec2-describe-vpc-attribute.json", """{"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}, "EnableDnsHostnames": {"Value": true}}""");
        Answer("ec2-describe-subnets.json", """{"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"}]}""");
        Answer("ec2-describe-security-groups.json", """{"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "one", "VpcId": "vpc-1"}]}""");
        Answer("ec2-describe-network-interfaces.json", $$"""
            {"NetworkInterfaces": [
              {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "ELB app/web/50dc6c495c0c9188", "InterfaceType": "interface", "RequesterManaged": true, "PrivateIpAddress": "10.0.0.10", "Groups": [{"GroupId": "sg-1"}]},
              {"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "EFS mount target for fs-1 (fsmt-1)", "InterfaceType": "interface", "RequesterManaged": true, "PrivateIpAddress": "10.0.0.11", "Groups": [{"GroupId": "sg-1"}]},
              {"NetworkInterfaceId": "eni-3", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "RDSNetworkInterface", "InterfaceType": "interface", "RequesterManaged": true, "PrivateIpAddress": "10.0.0.12", "Groups": [{"GroupId": "sg-1"}]}]}
            """);
        Answer("elbv2-describe-load-balancers.json", $$"""{"LoadBalancers": [{"LoadBalancerArn": "{{Balancer}}", "LoadBalancerName": "web", "Type": "application", "Scheme": "internal", "AvailabilityZones": [{"SubnetId": "subnet-a"}], "SecurityGroups": ["sg-1"]}]}""");
        Answer("elbv2-describe-load-balancers.txt", $"{Balancer}\n");
        Answer("elbv2-describe-listeners.json", $$"""{"Listeners": [{"ListenerArn": "l", "LoadBalancerArn": "{{Balancer}}", "Port": 443, "Protocol": "HTTPS"}]}""");
        Answer("efs-describe-file-systems.json", """{"FileSystems": [{"FileSystemId": "fs-1", "Name": "home"}]}""");
        Answer("efs-describe-file-systems.txt", "fs-1\n");
        Answer("efs-describe-mount-targets.json", """{"MountTargets": [{"MountTargetId": "fsmt-1", "FileSystemId": "fs-1", "SubnetId": "subnet-a", "IpAddress": "10.0.0.11", "NetworkInterfaceId": "eni-2"}]}""");

        Run();

        ImportResult result = DesignImporter.Load(_folder["collected"], new ImportOptions());
        Assert.Equal(["web tcp/443", "home/subnet-a tcp/2049", "rds "], Templates.Succeeded(result).Design.NetworkInterfaces.Select(eni => $"{eni.Name} {string.Join(' ', eni.ListeningPorts)}"));
        Assert.True(result.Design.Vpcs.Single().EnableDnsHostnames);
        Assert.Equal("eu-west-1", result.Design.Region);
        string[] asked = File.ReadAllLines(_folder["answers/asked"]);
        Assert.All(asked, call => Assert.Matches("^[a-z0-9-]+ (describe|list|get|search)-", call)); // reads, and nothing else
        Assert.Contains(asked, call => call.StartsWith("rds describe-db-instances", StringComparison.Ordinal)); // refused, and no matter
        Assert.DoesNotContain(Directory.GetFiles(_folder["collected"]), file => Path.GetFileName(file) is "rds.json" or "refused");
    }

    private void Answer(string name, string text) => _folder.Write($"answers/{name}", text);

    private void Run()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "collect.md"));
        int start = document.IndexOf("```sh\n", StringComparison.Ordinal) + 6;
        _folder.Write("collect.sh", document[start..document.IndexOf("\n```", start, StringComparison.Ordinal)]);
        _folder.Write("bin/aws", Aws);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["bin/aws"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProcessStartInfo script = new("sh", [_folder["collect.sh"], _folder["collected"], "eu-west-1"]) { RedirectStandardError = true };
        script.Environment["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        script.Environment["ANSWERS"] = _folder["answers"];
        using Process process = Process.Start(script)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
