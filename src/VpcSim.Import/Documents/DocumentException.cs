namespace VpcSim.Import.Documents;

/// <summary>Ends the reading of a broken document; <see cref="DocumentReader"/> turns it into an error value.</summary>
internal sealed class DocumentException(string code, string message, Place place) : Exception(message)
{
    public string Code => code;

    public Place Place => place;
}
