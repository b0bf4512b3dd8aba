namespace VpcSim.Testing;

/// <summary>By this name xUnit knows an exception of another library for a failed assertion, and no error of the test.</summary>
internal interface IAssertionException;
