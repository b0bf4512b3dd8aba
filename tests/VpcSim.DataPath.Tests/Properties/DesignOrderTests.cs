using System.Collections.Immutable;
using System.Reflection;
using CsCheck;
using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>A design is a set of resources: in which order they, their rules, entries and routes are written never shows.</summary>
public class DesignOrderTests
{
    // Of VPCs that overlap, the first attached is propagated: this order is AWS's own.
    private static readonly PropertyInfo[] Lists = [.. typeof(Design).GetProperties().Where(property =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && property.Name != nameof(Design.TransitGatewayAttachments))];

    // To where several connections, zones or tunnels are equally good, and from there.
    private static readonly Packet[] ToEquals = [.. Enumerable.Range(1000, 8).SelectMany(port => (Packet[])
        [Udp.Datagram("10.0.2.30", "10.50.0.5", 53, (ushort)port), Udp.Datagram("10.50.0.5", "10.0.2.30", 53, (ushort)port), Udp.Datagram("10.1.1.10", "10.0.1.20", 53, (ushort)port), Udp.Datagram("10.0.1.10", "192.168.5.5", 53, (ushort)port)])];

    [Fact]
    public void The_order_of_resources_rules_entries_and_routes_never_matters() =>
        Gen.Select(SomeDesign.Any, SomeTraffic.Any, Gen.Int).Sample(
            (drawn, steps, seed) =>
            {
                Design written = SomeDesign.Build(drawn).Written, shuffled = Shuffled(written, new Random(seed));
                Run one = new(DesignBuilder.Complete(written), DataPathSettings.Default), other = new(DesignBuilder.Complete(shuffled), DataPathSettings.Default);
                foreach (SomeTraffic.Step step in steps)
                    SameFate.Assert(SendOf(one, step), SendOf(other, step));
                foreach (Packet packet in ToEquals)
                    SameFate.Assert(one.Send(packet), other.Send(packet));
            },
            iter: 200);

    [Fact] // else the property says nothing
    public void Every_list_of_a_design_with_more_than_one_element_is_shuffled()
    {
        Design written = SomeDesign.Build(new SomeDesign.Choices(0, 1, 2, 3, 0, 1, 2, (1 << 23) - 1)).Written, shuffled = Shuffled(written, new Random(5));
        Assert.NotEqual(written.NetworkInterfaces, shuffled.NetworkInterfaces);
        Assert.NotEqual(written.RouteTables.Select(table => table.Name), shuffled.RouteTables.Select(table => table.Name));
        Assert.Equal(written.RouteTables.Sum(table => table.Routes.Length), shuffled.RouteTables.Sum(table => table.Routes.Length));
        Assert.InRange(Lists.Length, 25, 60);
    }

    private static Sent SendOf(Run run, SomeTraffic.Step step)
    {
        run.Wait(step.PauseSeconds);
        return step.Causally ? run.SendCausally(step.Packet) : run.Send(step.Packet);
    }

    private static Design Shuffled(Design written, Random random)
    {
        Design shuffled = written with
        {
            SecurityGroups = [.. written.SecurityGroups.Select(group => group with { Ingress = Mix(group.Ingress, random), Egress = Mix(group.Egress, random) })],
            NetworkAcls = [.. written.NetworkAcls.Select(acl => acl with { Entries = Mix(acl.Entries, random) })],
            RouteTables = [.. written.RouteTables.Select(table => table with { Routes = Mix(table.Routes, random) })],
        };
        MethodInfo mix = typeof(DesignOrderTests).GetMethod(nameof(Mix), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (PropertyInfo list in Lists)
            list.SetValue(shuffled, mix.MakeGenericMethod(list.PropertyType.GenericTypeArguments[0]).Invoke(null, [list.GetValue(shuffled), random]));
        return shuffled;
    }

    private static ImmutableArray<T> Mix<T>(ImmutableArray<T> list, Random random)
    {
        T[] copy = [.. list];
        random.Shuffle(copy);
        return [.. copy];
    }
}
