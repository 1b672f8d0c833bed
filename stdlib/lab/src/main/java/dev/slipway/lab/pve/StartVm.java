package dev.slipway.lab.pve;

/** A guest runs, with what was pending. */
record StartVm() implements GuestWork {
    private static final String ARCHITECTURE = "x86_64";

    @Override
    public void begin(TaskContext in) {
        Guest guest = in.guest();
        if (guest.running()) {
            throw ApiException.because("VM " + guest.vmid() + " already running");
        } else if (guest.isTemplate()) {
            throw ApiException.because("you can't start a vm if it's a template");
        }
        guest.checkUnlocked();
        boolean virtual = in.in().site().placement().property("kvm", "yes").equals("yes");
        boolean isForeign = !guest.applied().get("arch", ARCHITECTURE).equals(ARCHITECTURE);
        if (!virtual && !isForeign && !guest.get("kvm", "1").equals("0")) {
            throw ApiException.because(
                    "KVM virtualisation configured, but not available. Either disable in VM configuration or"
                            + " enable in BIOS.");
        }
        Mappings.checkStart(in, guest.applied());
        guest.applied().config().forEach((name, value) -> {
            if (isForeign && name.matches("ide[0-9]+")) {
                throw ApiException.because("aarch64 cannot use IDE devices");
            } else if (DiskLine.isKey(name)
                    && !name.startsWith("unused")
                    && !DiskLine.of(value).isNone()) {
                GuestWork.volumes(in).get(DiskLine.of(value).volume());
            } else if (name.matches("net[0-9]+")) {
                GuestOptions.part(value, "bridge")
                        .filter(bridge -> !in.node().interfaces.has(bridge))
                        .ifPresent(bridge -> {
                            throw ApiException.because("bridge '" + bridge + "' does not exist");
                        });
            }
        });
    }

    @Override
    public void finish(TaskContext in) {
        in.guest(guest -> guest.applied().running(true, in.now()));
    }
}
