package dev.slipway.lab.pve;

/** A guest runs, with what was pending. */
record Started() implements GuestWork {
    private static final String ARCHITECTURE = "x86_64";

    @Override
    public void begin(Running in) {
        Guest guest = in.guest();
        if (guest.running()) {
            throw Refused.because("VM " + guest.vmid() + " already running");
        } else if (guest.isTemplate()) {
            throw Refused.because("you can't start a vm if it's a template");
        }
        guest.checkUnlocked();
        boolean virtual = in.in().site().placement().property("kvm", "yes").equals("yes");
        boolean isForeign = !guest.applied().get("arch", ARCHITECTURE).equals(ARCHITECTURE);
        if (!virtual && !isForeign && !guest.get("kvm", "1").equals("0")) {
            throw Refused.because(
                    "KVM virtualisation configured, but not available. Either disable in VM configuration or"
                            + " enable in BIOS.");
        }
        Mappings.checkStart(in, guest.applied());
        guest.applied().config().forEach((name, value) -> {
            if (isForeign && name.matches("ide[0-9]+")) {
                throw Refused.because("aarch64 cannot use IDE devices");
            } else if (DiskLine.isKey(name)
                    && !name.startsWith("unused")
                    && !DiskLine.of(value).isNone()) {
                GuestWork.volumes(in).get(DiskLine.of(value).volume());
            } else if (name.matches("net[0-9]+")) {
                GuestOptions.part(value, "bridge")
                        .filter(bridge -> !in.node().interfaces.has(bridge))
                        .ifPresent(bridge -> {
                            throw Refused.because("bridge '" + bridge + "' does not exist");
                        });
            }
        });
    }

    @Override
    public void finish(Running in) {
        in.guest(guest -> guest.applied().running(true, in.now()));
    }
}
