using GitProto.Client;

namespace GitProto.Tests;

public sealed class HaveScheduleTests
{
    [TestCase(HaveScheduleKind.Stateful, new[] { 16, 16, 32, 32, 32 })]
    [TestCase(HaveScheduleKind.Stateless, new[] { 16, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 1638, 1802 })]
    [TestCase(HaveScheduleKind.PerRequest, new[] { 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 18022 })]
    public void Blocks_grow_as_git_grows_them(HaveScheduleKind kind, int[] sizes)
    {
        var schedule = new HaveSchedule(kind);
        schedule.FoundCommon();

        sizes.Select(_ => Tell(schedule)).ShouldBe(sizes);
    }

    [Test]
    public void After_something_common_256_in_vain_are_enough()
    {
        var schedule = new HaveSchedule(HaveScheduleKind.Stateful);
        schedule.FoundCommon();
        while (!schedule.IsEnough)
            Tell(schedule);

        schedule.Told.ShouldBe(256);
        schedule.FoundCommon();
        schedule.IsEnough.ShouldBeFalse();
    }

    [TestCase(HaveScheduleKind.Stateless, 256)]
    [TestCase(HaveScheduleKind.PerRequest, 16_384)]
    [TestCase(HaveScheduleKind.Stateful, 16_384)]
    [Category("hostile")]
    public void N04_A_server_that_acknowledges_nothing_is_told_a_bounded_number_of_haves(HaveScheduleKind kind, int bound)
    {
        var schedule = new HaveSchedule(kind);
        while (!schedule.IsEnough)
            Tell(schedule).ShouldBePositive();

        schedule.Told.ShouldBe(bound);
    }

    [Test]
    public void The_bounds_are_options()
    {
        var schedule = new HaveSchedule(HaveScheduleKind.PerRequest, new NegotiationOptions { MaxInVain = 20, MaxWithoutCommon = 40 });

        (Tell(schedule), Tell(schedule), schedule.IsEnough).ShouldBe((16, 24, true));
        schedule.FoundCommon();
        Tell(schedule);
        schedule.IsEnough.ShouldBeTrue();
    }

    private static int Tell(HaveSchedule schedule)
    {
        var size = schedule.NextBlock();
        schedule.Count(size);
        return size;
    }
}
