using System.Diagnostics;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>Runs the tools that configure the kernel.</summary>
internal static class Commands
{
    /// <summary>Gives what the tool prints.</summary>
    /// <exception cref="InvalidOperationException">It ended with another status than 0; the message has what it said.</exception>
    public static string Run(string input, params string[] words)
    {
        if (TryRun(input, out string output, out string error, words)) return output;
        throw new InvalidOperationException($"{string.Join(' ', words)}: {error}\n{Numbered(input)}");
    }

    public static bool TryRun(string input, out string output, out string error, params string[] words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task writing = process.StandardInput.WriteAsync(input).ContinueWith(_ => process.StandardInput.Close(), TaskScheduler.Default);
            output = process.StandardOutput.ReadToEnd();
            error = errors.Result;
            writing.Wait();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            (output, error) = ("", missing.Message);
            return false;
        }
    }

    private static string Numbered(string input) => string.Join('\n', input.Split('\n').Select((line, i) => $"{i + 1,4} {line}"));
}
