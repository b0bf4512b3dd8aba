using System.Globalization;

namespace VpcSim.DataPath.Settings;

/// <summary>One setting of a kind of settings, by the name under which command line, template and documents know it.</summary>
/// <typeparam name="TSettings">The record that holds its value.</typeparam>
/// <param name="Name">In kebab-case, such as <c>tcp-syn-timeout</c>.</param>
/// <param name="Values">What it may be set to, for a person: <c>on, off</c> or <c>1 to 3600 seconds</c>.</param>
/// <param name="Page">The page of AWS's documentation that speaks of it, or <c>not documented</c>.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Read">Its value as text.</param>
/// <param name="Write">The settings with the value given as text; null where the text is no value of it.</param>
public sealed record Setting<TSettings>(
    string Name, string Values, string Page, string Meaning, Func<TSettings, string> Read, Func<TSettings, string, TSettings?> Write)
    where TSettings : class
{
    private const string On = "on", Off = "off";

    /// <summary>A setting that is on or off.</summary>
    public static Setting<TSettings> Switch(
        string name, string page, string meaning, Func<TSettings, bool> read, Func<TSettings, bool, TSettings> write) =>
        new(name, $"{On}, {Off}", page, meaning, settings => read(settings) ? On : Off, (settings, text) => text switch
        {
            On => write(settings, true),
            Off => write(settings, false),
            _ => null,
        });

    /// <summary>A setting that is a whole number of a unit.</summary>
    public static Setting<TSettings> Number(
        string name, int least, int most, string unit, string page, string meaning, Func<TSettings, int> read, Func<TSettings, int, TSettings> write) =>
        new(name, $"{Text(least)} to {Text(most)} {unit}", page, meaning, settings => Text(read(settings)), (settings, text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
                ? write(settings, number)
                : null);

    /// <summary>A setting that is one of a few words.</summary>
    public static Setting<TSettings> Choice<TChoice>(
        string name, string page, string meaning, (string Word, TChoice Value)[] words, Func<TSettings, TChoice> read,
        Func<TSettings, TChoice, TSettings> write)
        where TChoice : notnull => new(
        name, string.Join(", ", Array.ConvertAll(words, static word => word.Word)), page, meaning,
        settings => Array.Find(words, word => word.Value.Equals(read(settings))).Word,
        (settings, text) =>
        {
            foreach ((string word, TChoice value) in words)
                if (word == text) return write(settings, value);
            return null;
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
