package dev.slipway.bench.child;

/** Does once what measured processes do, so that the class data archive holds what they load. */
public final class Rehearsal {
    public static void main(String[] args) {
        for (String site : args) {
            UpOnce.main(new String[] {site});
            PlanOnce.main(new String[] {site});
        }
    }

    private Rehearsal() {}
}
