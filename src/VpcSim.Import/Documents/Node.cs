namespace VpcSim.Import.Documents;

/// <summary>A part of a document, YAML or JSON alike, that knows its place.</summary>
public abstract class Node(Place place)
{
    public Place Place => place;
}

/// <summary>A value that no one can know before deployment, or whose mistake has been reported already.</summary>
/// <param name="place">Where it is asked for.</param>
/// <param name="reason">Such as <c>Fn::ImportValue 'net-VPC'</c>.</param>
/// <param name="reported">True where an error says so already.</param>
internal sealed class UnknownNode(Place place, string reason, bool reported = false) : Node(place)
{
    public string Reason => reason;

    public bool Reported => reported;
}

/// <summary>The absence that <c>AWS::NoValue</c> stands for.</summary>
internal sealed class NoValueNode(Place place) : Node(place);
