using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>A network that exists: answers of <c>aws ec2 describe-*</c>, or what AWS Config recorded of it.</summary>
internal sealed class DescribeSource : DesignSource
{
    private readonly Node[] _roots;
    private readonly ImportOptions _options;
    private readonly Origin _origin;
    private readonly string[] _unanswered;

    public DescribeSource(IEnumerable<Node> roots, ImportOptions options)
    {
        _roots = [.. roots];
        _options = options;
        DescribeSet set = DescribeSet.Read(_roots);
        _origin = Origin.Of(set);
        _unanswered = [.. AnswerList.Known.Select(static list => list.Key).Where(key => !set.Has(key))];
    }

    public override string? Region => _origin.Region;

    public override string? AccountId => _origin.AccountId;

    public override bool AlreadyRuns => true;

    public override IEnumerable<string> Unanswered => _unanswered;

    /// <summary>One network of this and another set of the same region and account.</summary>
    public DescribeSource With(DescribeSource other) => new(_roots.Concat(other._roots), _options);

    public override Template? Read(TemplateContext context)
    {
        ImportLog log = context.Log;
        DescribeSet set = DescribeSet.Read(_roots);
        if (_origin.Region is { } region) set.KeepRegion(region);
        set.Report(log);
        Place start = _roots.Length > 0 ? _roots[0].Place : new Place(1, 1);
        if (_origin.Region is null)
            log.Finding("assumed", $"the output does not say which region it is of; it is taken for {_options.Region}, another is said with --region", log.File, start);
        Translation translation = new(set, _origin.Region ?? _options.Region, _origin.AccountId ?? _options.AccountId, log);
        new Missing(set, log, start).Report();
        DescribeKinds.Translate(translation);
        return Template.OfTranslation("output", translation.Declarations);
    }
}
