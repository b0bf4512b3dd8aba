using System.Text;

namespace VpcSim.Import.Terraform;

/// <summary>One step of an address or reference: a name and the key after it, such as <c>public[0]</c>.</summary>
/// <param name="Name">Without the key.</param>
/// <param name="Key">Without brackets and quotes; null where there is none.</param>
internal readonly record struct AddressStep(string Name, string? Key);

/// <summary>Takes addresses and references apart. (Terraform, "Resource address reference"; "References to named values")</summary>
internal static class TerraformAddress
{
    /// <summary>The steps between dots; dots inside brackets part nothing.</summary>
    public static List<AddressStep> Steps(string address)
    {
        List<AddressStep> steps = [];
        int position = 0;
        while (position < address.Length)
        {
            int end = position;
            while (end < address.Length && address[end] is not ('.' or '[')) end++;
            string name = address[position..end];
            string? key = null;
            while (end < address.Length && address[end] == '[')
            {
                (string read, end) = ReadKey(address, end + 1);
                key ??= read;
            }
            if (name.Length > 0) steps.Add(new AddressStep(name, key));
            position = end + 1;
        }
        return steps;
    }

    /// <summary>A module's instance by its address, below the root.</summary>
    public static ModuleInstance Module(ModuleInstance root, string address)
    {
        List<AddressStep> steps = Steps(address);
        ModuleInstance module = root;
        for (int i = 0; i + 1 < steps.Count && steps[i].Name == "module"; i += 2) module = module.Child(steps[i + 1].Name, steps[i + 1].Key);
        return module;
    }

    private static (string Key, int End) ReadKey(string address, int start)
    {
        if (start >= address.Length || address[start] != '"')
        {
            int close = address.IndexOf(']', start);
            return close < 0 ? (address[start..], address.Length) : (address[start..close], close + 1);
        }
        StringBuilder key = new();
        int at = start + 1;
        for (; at < address.Length && address[at] != '"'; at++)
        {
            if (address[at] == '\\' && at + 1 < address.Length) at++;
            key.Append(address[at]);
        }
        int end = address.IndexOf(']', Math.Min(at, address.Length));
        return (key.ToString(), end < 0 ? address.Length : end + 1);
    }
}
