namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The records of one file, one after the other.</summary>
internal interface IRecordSource : IDisposable
{
    /// <summary>The latest record; valid until the next call of <see cref="MoveNext"/>.</summary>
    RecordLine Current { get; }

    /// <summary>Goes on to the next record. Lines that are none are counted on the way.</summary>
    /// <exception cref="FlowLogReadException">The file holds no flow log.</exception>
    bool MoveNext();
}
