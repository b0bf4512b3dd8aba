namespace VpcSim.Import.Documents;

/// <summary>Reads files whose length may say nothing: pipes and devices are read up to the limit.</summary>
internal static class WholeFile
{
    /// <returns>The content; null where more comes than <see cref="DocumentLimits.MaxFileBytes"/>.</returns>
    public static byte[]? Read(string path)
    {
        if (new FileInfo(path).Length > 0) return File.ReadAllBytes(path);
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        byte[] chunk = new byte[64 * 1024];
        for (int read; (read = file.Read(chunk)) > 0;)
        {
            content.Write(chunk, 0, read);
            if (content.Length > DocumentLimits.MaxFileBytes) return null;
        }
        return content.ToArray();
    }
}
