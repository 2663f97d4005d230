using GitProto.Protocol;

namespace GitProto.Tests;

/// <summary>The states of flows in which one side may speak, from the tables themselves, so that no state is forgotten.</summary>
internal static class FlowStates
{
    /// <summary>Each as an error names it.</summary>
    public static IEnumerable<string> Of(IFlow flow, Role speaker)
    {
        for (var state = 0; flow.StateName(state) != "?"; state++)
        {
            if (flow.Allowed(state, speaker).Length > 0)
                yield return Name(flow, state);
        }
    }

    public static string Name(IFlow flow, int state) => $"flow '{flow.Id}', state '{flow.StateName(state)}'";
}
