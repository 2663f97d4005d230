namespace GitProto.Spec.Emit;

/// <summary>The C# names of what the spec defines.</summary>
internal static class Names
{
    public static string Message(MessageSpec message) => Naming.Pascal(message.Id);

    public static string Reader(MessageSpec message) => Message(message) + "Reader";

    public static string Writer(MessageSpec message) => Message(message) + "Writer";

    public static string Part(PartSpec part) => Naming.Pascal(part.Resolved.Owner.Id) + Naming.Pascal(part.Resolved.Name);

    public static string Line(LineSpec line) => Naming.Pascal(line.Owner.Id) + Naming.Pascal(line.Name);

    public static string View(LineSpec line) => $"{Naming.Pascal(line.Owner.Id)}Lines.{Naming.Pascal(line.Name)}Line";

    public static string Element(LineSpec line) => "Elements." + Line(line);

    public static string Element(MessageSpec message) => "Elements." + Message(message);

    public static string Field(FieldSpec field) => Naming.Pascal(field.Resolved.Owner.Id) + Naming.Pascal(field.Resolved.Name);

    public static string Capability(CapabilitySpec capability) => Naming.Pascal(capability.Id) + "Capability";

    public static string CapabilityId(CapabilitySpec capability) => "CapabilityId." + Naming.Pascal(capability.Id);

    public static string Flow(FlowSpec flow) => Naming.Pascal(flow.Id);

    public static string State(StateSpec state) => Naming.Pascal(state.Name);

    public static string Packet(PacketSpec packet) => "PacketKind." + Naming.Pascal(packet.Name);
}
