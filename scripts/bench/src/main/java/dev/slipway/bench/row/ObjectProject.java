package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.child.UpOnce;
import dev.slipway.bench.fake.Site;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.TerraformFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Objects of one mesh, written down for Slipway and for Terraform. */
final class ObjectProject {
    private static final String TERRAFORM = "terraform";

    private final Ground ground;
    private final Mesh mesh;
    private final Path site;
    private final Path made;

    ObjectProject(Ground ground, Mesh mesh) {
        this.ground = ground;
        this.mesh = mesh;
        this.site = ground.directory().resolve("objects-" + mesh);
        this.made = ground.directory().resolve("terraform-" + mesh);
    }

    static boolean hasRival() {
        return Command.isInstalled(TERRAFORM);
    }

    /** Slipway's directory, with no state and an empty world. */
    Path declared() throws IOException {
        Ground.clear(site);
        Files.createDirectories(site);
        Files.writeString(site.resolve("cluster.bench"), mesh.toString());
        new Site(site).keep(Declared.objects(mesh, 0));
        return site;
    }

    Entrant slipwayUp() {
        return Entrant.of("slipway", ground.jvm().acting(UpOnce.class, site)).before(this::declared);
    }

    /** Slipway's directory, with every object made. */
    Path slipway() throws IOException {
        declared();
        Run.of(ground.jvm().acting(UpOnce.class, site)).mustTell("executed", mesh.size());
        return site;
    }

    Entrant terraformApply() {
        Command apply = Command.in(made, TERRAFORM, "apply", "-auto-approve", "-input=false", "-no-color");
        return Entrant.of("terraform apply", apply).before(this::initialised);
    }

    Command terraformPlan() {
        return Command.in(made, TERRAFORM, "plan", "-input=false", "-no-color");
    }

    /** Terraform's directory, with every object made; what an earlier run left is as good. */
    void terraform() throws IOException {
        if (!Files.exists(made.resolve("terraform.tfstate"))) {
            initialised();
            Run.of(terraformApply().command());
        }
        if (!Run.of(terraformPlan()).output().contains("No changes")) {
            throw new IllegalStateException(made + " is not what it was when it was applied");
        }
    }

    private void initialised() throws IOException {
        Ground.clear(made);
        Files.createDirectories(made);
        Files.writeString(made.resolve("main.tf"), TerraformFile.of(mesh));
        Run.of(Command.in(made, TERRAFORM, "init", "-input=false", "-no-color"));
    }
}
