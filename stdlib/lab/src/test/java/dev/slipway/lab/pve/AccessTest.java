package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users, roles, grants, pools and storages, in the words of the real one. */
@Timeout(60)
class AccessTest {
    private Lab lab;
    private Caller root;

    @BeforeEach
    void open(@TempDir Path directory) {
        lab = Beds.lab(directory);
        root = Beds.three(lab, "9.1");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private String parameter(String name, String method, String path, String... form) {
        Caller.Heard heard = root.call(method, path, form);
        assertEquals("400 Parameter verification failed.", heard.line());
        var errors = (Map<?, ?>) dev.slipway.lab.Json.object(heard.body()).get("errors");
        return String.valueOf(errors == null ? null : errors.get(name));
    }

    /** userid-param and userid-group, RPCEnvironment.pm: within a choice a user that is not there is a refusal. */
    @Test
    void aTokenOfAUserThatIsNotThereIsForbidden() {
        String token = "/access/users/slipway@pve/token/ci";
        assertEquals("403 Permission check failed", root.get(token).line());
        assertEquals("403 Permission check failed", root.call("POST", token).line());
        assertEquals(
                "500 no such user ('slipway@pve')",
                root.get("/access/users/slipway@pve").line());
        Caller ticket = root.ticket("root@pam", "slipway");
        assertEquals("500 no such user ('slipway@pve')", ticket.get(token).line(), "but for root with a ticket");
        root.call("POST", "/access/users", "userid=slipway@pve", "comment=");
        assertEquals(
                "500 no such token 'ci' for user 'slipway@pve'", root.get(token).line());
        assertEquals(200, root.call("POST", token, "comment=x").status());
        var user = root.get("/access/users/slipway@pve");
        assertTrue(user.body().contains("\"tokens\":{\"ci\":"), user.body());
        assertTrue(user.body().contains("\"comment\":\"x\""), "of the token; what is empty is not kept");
        Caller small = Beds.holder(root, "VM.Audit", "/vms");
        assertEquals(
                "403 Permission check failed",
                small.get("/access/users/u2@pve/token/tok").line(),
                "a token is not its user");
        assertEquals(List.of(), small.get("/access/users").rows());
    }

    @Test
    void whatFailsSaysWhatFailed() {
        String role = "/access/roles";
        assertEquals(200, root.call("POST", role, "roleid=r", "privs=VM.Audit").status());
        assertEquals(
                "500 create role failed: role 'r' already exists",
                root.call("POST", role, "roleid=r").line());
        assertEquals(
                "cannot use role ID starting with the (case-insensitive) 'PVE' namespace",
                parameter("roleid", "POST", role, "roleid=pveMine"));
        assertEquals(
                "500 update role failed: role 'none' does not exist",
                root.call("PUT", role + "/none", "privs=VM.Audit").line());
        assertEquals(
                "500 auto-generated role 'PVEAdmin' cannot be deleted",
                root.call("DELETE", role + "/PVEAdmin").line());
        assertEquals(
                "500 create user failed: user 'root@pam' already exists",
                root.call("POST", "/access/users", "userid=root@pam").line());
        String acl = "/access/acl";
        assertEquals(
                "500 ACL update failed: user 'x@pve' does not exist",
                root.call("PUT", acl, "path=/vms", "users=x@pve", "roles=r").line());
        assertEquals(
                "500 ACL update failed: no such user ('x@pve')",
                root.call("PUT", acl, "path=/vms", "tokens=x@pve!t", "roles=r").line());
        assertEquals(
                "invalid ACL path '/foo'", parameter("path", "PUT", acl, "path=/foo", "users=root@pam", "roles=r"));
        assertEquals(
                "500 delete storage failed: storage 'xx' does not exist",
                root.call("DELETE", "/storage/xx").line());
        assertEquals(
                "500 update storage failed: no such option 'odd'",
                root.call("PUT", "/storage/local", "delete=odd").line());
        assertEquals(
                "500 update storage failed: unable to delete required option 'path'",
                root.call("PUT", "/storage/local", "delete=path").line());
        assertEquals(
                "500 missing value for required option 'path'",
                root.call("POST", "/storage", "storage=aa", "type=dir").line());
        assertEquals(
                "500 storage does not support content type 'none'",
                root.call("POST", "/storage", "storage=aa", "type=lvm", "vgname=v", "content=iso")
                        .line());
        assertEquals(
                200,
                root.call("POST", "/storage", "storage=aa", "type=nfs", "server=s", "export=/e")
                        .status());
        var made = root.get("/storage").row("storage", "aa");
        assertEquals(
                List.of("images", "/mnt/pve/aa", 1L),
                List.of(made.get("content"), made.get("path"), made.get("shared")));
    }

    /** What one may change, one sees; whoever gives on a role has all of it himself. */
    @Test
    void listsShowWhatOneMaySee() {
        root.call("POST", "/access/roles", "roleid=big", "privs=VM.Audit,Sys.Modify");
        root.call("PUT", "/access/acl", "path=/pool/prod", "users=root@pam", "roles=big");
        root.call("PUT", "/access/acl", "path=/vms", "users=root@pam", "roles=big");
        Caller pools = Beds.holder(root, "Pool.Allocate,VM.Audit", "/pool/prod", "/storage");
        assertEquals(2, pools.get("/access/acl").rows().size(), "its own and root's on the pool");
        assertEquals(
                "400 Parameter verification failed.",
                pools.call("PUT", "/access/acl", "path=/pool/prod", "users=root@pam", "roles=big")
                        .line());
        assertEquals(List.of(), pools.get("/storage").rows());
        assertEquals(200, pools.call("POST", "/pools", "poolid=prod").status());
        assertEquals(List.of(), pools.get("/pools").rows(), "who may make pools sees none");
        assertEquals(1, pools.get("/pools?poolid=prod").rows().size(), "but by its name");
    }

    @Test
    void poolsLieWithinPools() {
        assertEquals(
                "500 create pool failed: parent 'prod' of pool 'prod/web' does not exist",
                root.call("POST", "/pools", "poolid=prod/web").line());
        assertEquals(
                "500 create pool failed: pool name must start with a letter",
                root.call("POST", "/pools", "poolid=1").line());
        root.call("POST", "/pools", "poolid=prod");
        assertEquals(200, root.call("POST", "/pools", "poolid=prod/web").status());
        assertEquals(
                "500 delete pool failed: pool 'prod' is not empty (contains pool 'prod/web')",
                root.call("DELETE", "/pools?poolid=prod").line());
        assertEquals("OK", root.done(root.call("POST", "/nodes/neo/qemu", "vmid=100", "pool=prod/web")));
        assertEquals(
                "500 update pools failed: VM 100 is already a pool member",
                root.call("PUT", "/pools", "poolid=prod/web", "vms=100").line());
        assertEquals(
                "500 update pools failed: VM 100 belongs already to pool 'prod/web' and 'allow-move' is not set",
                root.call("PUT", "/pools", "poolid=prod", "vms=100").line());
        assertEquals(
                "500 delete pool failed: pool 'prod/web' is not empty (contains VM 100)",
                root.call("DELETE", "/pools?poolid=prod/web").line());
        assertEquals("OK", root.done(root.call("DELETE", "/nodes/neo/qemu/100")));
        for (String pool : List.of("prod/web", "prod")) {
            assertEquals(200, root.call("DELETE", "/pools?poolid=" + pool).status());
        }
        Beds.assertProper(lab);
    }
}
