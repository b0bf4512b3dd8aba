namespace VpcSim.Import.Tests.Converting;

/// <summary>Converts designs and reads them back.</summary>
internal static class RoundTrip
{
    /// <summary>Both texts of a converted design read back as the same design.</summary>
    public static void ShouldHold(IReadOnlyList<DesignInput> inputs, ImportOptions options)
    {
        ConvertResult converted = DesignImporter.Convert(inputs, options);
        if (converted.Import.Errors is [{ Code: "Convert.SeveralPlaces" }, ..]) return;
        Assert.Empty(converted.Import.Errors);
        string[] wanted = DesignText.Lines(converted.Import.Design);
        foreach ((string name, string? text) in (ReadOnlySpan<(string, string?)>)[("converted.yaml", converted.Yaml), ("converted.json", converted.Json)])
        {
            ImportResult back = Read(name, text!, options);
            if (back.Errors.Length > 0) Assert.Fail($"{string.Join("\n", back.Errors.Take(5))}\n{text}");
            string[] got = DesignText.Lines(back.Design);
            int at = wanted.Zip(got).TakeWhile(pair => pair.First == pair.Second).Count();
            if (at < Math.Max(wanted.Length, got.Length))
                Assert.Fail($"{name}: wanted {wanted.ElementAtOrDefault(at)}, got {got.ElementAtOrDefault(at)}\n{text}");
        }
    }

    private static ImportResult Read(string name, string text, ImportOptions options)
    {
        using var folder = new TemplateFolder();
        return DesignImporter.Load(folder.Write(name, text), options with { Parameters = options.Parameters.Clear() });
    }
}
