package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** The manager is told what a guest is to be; that it will be so takes longer. */
record HaWork(String state) implements TaskBody {
    @Override
    public void finish(TaskContext in) {
        String id = "vm:" + in.task().id();
        in.cluster()
                .haResources
                .get(id)
                .ifPresent(resource ->
                        in.cluster().haResources.put(id, resource.with(Map.of("state", state), List.of())));
        Crm.look(in.in(), in.cluster());
    }
}
