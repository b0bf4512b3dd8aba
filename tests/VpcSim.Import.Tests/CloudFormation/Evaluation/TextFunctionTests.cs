namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

public class TextFunctionTests
{
    [Theory] // CloudFormation guide, "Fn::Join", "Fn::Split", "Fn::Select", "Fn::Base64"
    [InlineData("!Join ['-', [a, b, !Ref Word]]", "a-b-word")]
    [InlineData("!Join ['', !Ref Words]", "abc")]
    [InlineData("!Join [',', !Split ['|', 'a||c|']]", "a,,c,")]
    [InlineData("!Select [2, !Ref Words]", "c")]
    [InlineData("!Select ['0', [x, y]]", "x")]
    [InlineData("!Select [1, !Split ['::', 'a::b']]", "b")]
    [InlineData("{'Fn::Join': ['.', ['1', 2, true]]}", "1.2.true")]
    [InlineData("!Base64 text", "text")]
    [InlineData("!Join [' ', [a, !Ref 'AWS::NoValue', b]]", "a b")]
    public void Texts_are_joined_split_and_selected(string yaml, string expected) => Assert.Equal(expected, Expression.Value(yaml));

    [Theory]
    [InlineData("!Select [3, !Ref Words]", "cannot select nonexistent value at index 3")]
    [InlineData("!Select [-1, !Ref Words]", "cannot select nonexistent value at index -1")]
    [InlineData("!Select [0, []]", "cannot select nonexistent value at index 0")]
    [InlineData("!Select [0, text]", "requires a list")]
    [InlineData("!Join [',']", "every Fn::Join object requires two parameters")]
    [InlineData("!Join [',', text]", "must be a list of strings")]
    [InlineData("!Split ['', text]", "must not be empty")]
    [InlineData("!Split text", "every Fn::Split object requires two parameters")]
    [InlineData("!Nonsense text", "Fn::Nonsense is no CloudFormation function")]
    [InlineData("{'Fn::Join': ['', [a]], Other: 1}", "must be the only key")]
    public void A_misused_function_is_an_error_in_CloudFormations_words(string yaml, string words)
    {
        ImportError error = Expression.Error(yaml);
        Assert.Equal(("Template.InvalidFunction", "Group"), (error.Code, error.Resource));
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void An_error_names_line_and_column_of_the_function_that_is_wrong() =>
        Assert.Equal(Expression.Place("!Join ['', ".Length), Expression.Error("!Join ['', !Split ['', text]]").Place);

    [Theory] // CloudFormation guide, "Fn::Sub"
    [InlineData("!Sub '${Word}-${AWS::Region}'", "word-us-east-1")]
    [InlineData("!Sub '${!Word} $Word ${Word}'", "${Word} $Word word")]
    [InlineData("!Sub ['${A}/${Word}', {A: !Join ['', [x, y]]}]", "xy/word")]
    [InlineData("!Sub ['${Word}', {Word: mine}]", "mine")]
    [InlineData("!Sub '${Vpc.CidrBlock}'", "10.0.0.0/16")]
    [InlineData("!Sub 'no variable } here'", "no variable } here")]
    [InlineData("!Sub '${open'", "${open")]
    public void Variables_of_Sub_are_replaced(string yaml, string expected) => Assert.Equal(expected, Expression.Value(yaml));

    [Theory]
    [InlineData("!Sub '${Wort}'", "Template.UnresolvedDependency", "Did you mean Word")]
    [InlineData("!Sub '${Words}'", "Template.InvalidFunction", "does not resolve to a string")]
    [InlineData("!Sub ['${A}']", "Template.InvalidFunction", "expected arguments")]
    public void Variables_that_Sub_cannot_replace_are_errors(string yaml, string code, string words)
    {
        ImportError error = Expression.Error(yaml);
        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message);
    }
}
