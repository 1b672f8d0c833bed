"""What proxmoxer does with each kind, and what there is in a datacenter."""
import time
import urllib.parse

import proxmoxer

NODE = "trinity"
# Lists of a datacenter, each with the field that names a row.
LISTS = {
    "access/users": "userid", "access/groups": "groupid", "access/roles": "roleid", "access/acl": "path",
    "pools": "poolid", "storage": "storage", "cluster/firewall/aliases": "name", "cluster/firewall/ipset": "name",
    "cluster/firewall/groups": "group", "cluster/firewall/rules": "pos", "cluster/ha/resources": "sid",
    f"nodes/{NODE}/qemu": "vmid", f"nodes/{NODE}/network": "iface", f"nodes/{NODE}/storage/local/content": "volid",
    f"nodes/{NODE}/storage/local-lvm/content": "volid",
}


def connect(endpoint, token, ca):
    at = urllib.parse.urlsplit(endpoint)
    user, secret = token.split("=")
    user, name = user.split("!")
    return proxmoxer.ProxmoxAPI(at.hostname, port=at.port, user=user, token_name=name, token_value=secret,
                                verify_ssl=str(ca), backend="https", timeout=60)


def everything(api):
    """All that one can name, as texts that are compared before and after."""
    return {f"{path} {row[name]}" for path, name in LISTS.items() for row in api(path).get()}


def done(api, upid):
    for _ in range(600):
        task = api(f"nodes/{NODE}/tasks/{upid}/status").get()
        if task["status"] == "stopped":
            if not task["exitstatus"].startswith(("OK", "WARNINGS")):
                raise RuntimeError(f"task ended: {task['exitstatus']}")
            return
        time.sleep(0.1)
    raise RuntimeError("task did not end: " + upid)


def plain(version):
    """Kinds that are a list and entries in it: where, what names one, as created, as changed."""
    yield "role", "access/roles", "roleid", "judge", {"privs": "VM.Audit"}, {"privs": "VM.Audit,VM.PowerMgmt"}, {
        "VM.Audit": 1, "VM.PowerMgmt": 1}
    yield "group", "access/groups", "groupid", "judges", {"comment": "a"}, {"comment": "b"}, None
    yield "user", "access/users", "userid", "judge@pve", {"comment": "a", "email": "a@example.com"}, {
        "comment": "b"}, None
    yield "pool", "pools", "poolid", "judged", {"comment": "a"}, {"comment": "b"}, None
    yield "storage", "storage", "storage", "judged", {"type": "dir", "path": "/mnt/judged", "content": "iso"}, {
        "content": "iso,backup"}, {}
    yield "alias", "cluster/firewall/aliases", "name", "judged", {"cidr": "10.0.9.0/24"}, {
        "cidr": "10.0.9.1", "comment": "b"}, None
    yield "vlan", f"nodes/{NODE}/network", "iface", "eno2.5", {"type": "vlan"}, {
        "type": "vlan", "comments": "b"}, {"vlan-id": "5", "vlan-raw-device": "eno2", "comments": "b\n"}
    yield "bridge", f"nodes/{NODE}/network", "iface", "vmbr9", {"type": "bridge", "cidr": "10.9.0.1/24"}, {
        "type": "bridge", "cidr": "10.9.0.2/24"}, {"cidr": "10.9.0.2/24", "type": "bridge"}
    if version.startswith("8"):
        yield "hagroup", "cluster/ha/groups", "group", "judged", {"nodes": NODE}, {"comment": "b"}, None


def judge(api, version, say, problems):
    def attempt(kind, action):
        try:
            action()
            say("%-20s ok" % ("proxmoxer " + kind))
        except Exception as problem:  # whatever it is, the other kinds are judged, too
            say("%-20s FAIL" % ("proxmoxer " + kind))
            problems.append(f"proxmoxer {kind}: {problem}")

    for kind, path, key, name, create, change, expected in plain(version):
        attempt(kind, lambda: one(api, path, key, name, create, change, change if expected is None else expected))
    attempt("token", lambda: token(api))
    attempt("rule", lambda: rule(api))
    attempt("ipset", lambda: ipset(api))
    attempt("vm", lambda: machine(api))
    attempt("first reads", lambda: reads(api))


def shows(row, expected):
    for name, value in expected.items():
        if row.get(name) != value:
            raise RuntimeError(f"{name} is {row.get(name)!r}, not {value!r}")


def one(api, path, key, name, create, change, expected):
    api(path).post(**{key: name}, **create)
    api(path)(name).put(**change)
    # a list names each row; a single pool is read from the list
    shows(api(path).get(poolid=name)[0] if path == "pools" else api(path)(name).get(), expected)
    api(path)(name).delete()
    if any(row[key] == name for row in api(path).get()):
        raise RuntimeError(f"{name} is still there")


def token(api):
    api("access/users").post(userid="t@pve")
    made = api("access/users/t@pve/token/ci").post(comment="a")
    shows(made, {"full-tokenid": "t@pve!ci"})
    api("access/acl").put(path="/vms", roles="PVEAuditor", tokens="t@pve!ci")
    api("access/users/t@pve/token/ci").put(comment="b")
    shows(api("access/users/t@pve/token/ci").get(), {"comment": "b"})
    api("access/acl").put(path="/vms", roles="PVEAuditor", tokens="t@pve!ci", delete=1)
    api("access/users/t@pve/token/ci").delete()
    api("access/users/t@pve").delete()


def rule(api):
    api("cluster/firewall/groups").post(group="pages")
    for path in ("cluster/firewall/groups/pages", "cluster/firewall/rules", f"nodes/{NODE}/firewall/rules"):
        api(path).post(type="in", action="ACCEPT", dport="80", proto="tcp")
        api(path)(0).put(comment="b")
        shows(api(path)(0).get(), {"comment": "b", "pos": "0", "type": "in"})
        api(path)(0).delete()
    api("cluster/firewall/groups/pages").delete()


def ipset(api):
    api("cluster/firewall/ipset").post(name="judges")
    api("cluster/firewall/ipset/judges").post(cidr="10.0.8.0/24")
    api("cluster/firewall/ipset/judges/10.0.8.0/24").put(comment="b")
    shows(api("cluster/firewall/ipset/judges").get()[0], {"comment": "b", "cidr": "10.0.8.0/24"})
    api("cluster/firewall/ipset/judges/10.0.8.0/24").delete()
    api("cluster/firewall/ipset/judges").delete()


def machine(api):
    guests = api(f"nodes/{NODE}/qemu")
    done(api, guests.post(vmid=9100, name="judged", memory=512, scsi0="local-lvm:4", net0="virtio,bridge=vmbr0"))
    guest = api(f"nodes/{NODE}/qemu/9100")
    done(api, guest.status.start.post())
    shows(guest.status.current.get(), {"status": "running", "name": "judged"})
    guest.config.put(description="b")
    done(api, guest.resize.put(disk="scsi0", size="+1G"))
    shows(guest.config.get(), {"description": "b"})
    api("cluster/ha/resources/").post(sid="vm:9100", state="started")
    shows(api("cluster/ha/resources/vm:9100").get(), {"sid": "vm:9100", "state": "started"})
    api("cluster/ha/resources/vm:9100").delete()
    done(api, guest.status.stop.post())
    done(api, guest.delete())


def reads(api):
    for path in ("cluster/options", "cluster/backup", "cluster/sdn/zones", "cluster/status", "cluster/resources",
                 "version", f"nodes/{NODE}/lxc", f"nodes/{NODE}/certificates/info", f"nodes/{NODE}/apt/update",
                 f"nodes/{NODE}/services", f"nodes/{NODE}/syslog", f"nodes/{NODE}/vzdump/defaults",
                 f"nodes/{NODE}/status", f"nodes/{NODE}/tasks", f"nodes/{NODE}/storage", f"nodes/{NODE}/disks/list"):
        api(path).get()
    api(f"nodes/{NODE}/rrddata").get(timeframe="hour")
