namespace GitProto.Spec.Tests.Model;

public sealed class LoanTests
{
    private const string Lender = "body: [each outcome, flush]\nparts:\n  outcome: ok or ng\nlines:\n  ok: ok <word>  -- well\n  ng: ng <word>  -- ill\nfields:\n  word: a | b\n";

    [Test]
    public void A_loan_of_a_part_leads_to_the_part()
    {
        var model = Specs.Load(("m.yaml", Specs.Message("m", Lender)), ("n.yaml", Specs.Message("n", "body: [each one, flush]\nparts:\n  one: m.outcome\n"))).Model;
        var loan = model.Message("n")!.Part("one")!;
        loan.Kind.ShouldBe(PartKind.Loan);
        loan.Resolved.ShouldBeSameAs(model.Message("m")!.Part("outcome"));
        model.Message("n")!.First.Lines.Select(line => line.Address).ShouldBe(["m.ok", "m.ng"]);
    }

    [Test]
    public void A_loan_of_a_field_leads_to_its_words()
    {
        var model = Specs.Load(("m.yaml", Specs.Message("m", Lender)), ("n.yaml", Specs.Message("n", "body: [x, flush]\nlines:\n  x: x <one>  -- a line\nfields:\n  one: m.word\n"))).Model;
        model.Message("n")!.Line("x")!.Pattern.AllFields[0].Spec.ShouldBeSameAs(model.Message("m")!.Field("word"));
    }
}
