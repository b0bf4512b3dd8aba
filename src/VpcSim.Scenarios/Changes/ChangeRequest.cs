using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>A change as a file writes it: an action and its keys, not yet understood. <see cref="ChangeCatalog.Read"/> understands it.</summary>
/// <param name="Action">Such as <c>revoke-security-group-ingress</c>.</param>
/// <param name="Arguments">Keys and what stands behind them, in the file's order.</param>
public sealed record ChangeRequest(string Action, ImmutableArray<ChangeArgument> Arguments);
