"""Sixty machines with Slipway and with Terraform's provider, on labs with the same settings."""
import contextlib
import pathlib
import subprocess
import tempfile
import time

ADDRESSES = "10.0.3.11:8006,10.0.3.12:8006,10.0.3.13:8006"
PACE = 30
ROUNDS = 2  # the better figure of each counts, for other work on this machine disturbs both
RUNS = (("first run", False), ("run that changes nothing", False), ("change of one machine", True))


def measured(lab, action):
    before, began = len(lab.requests()), time.monotonic()
    action()
    return time.monotonic() - began, len(lab.requests()) - before


def slipway(judge, script, changed):
    flags = ["-p", "changed=true"] if changed else []
    ran = subprocess.run([judge.SLIPWAY, "up", script, "--lab", "--yes", *flags], capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit("error: slipway up failed\n  why: " + ran.stdout[-3000:] + ran.stderr[-3000:])


@contextlib.contextmanager
def placed(judge, directory):
    """A lab of its own for each, so that neither finds what the other left or warmed up."""
    directory.mkdir()
    lab = judge.Lab(directory, PACE)
    try:
        lab.place("home", "nodes=trinity,neo,niobe", "address=" + ADDRESSES, "storages=local:dir:200,ceph:rbd:4000")
        yield lab
    finally:
        lab.stop()


def ours(judge, directory):
    with placed(judge, directory) as lab:
        script = directory / "machines.main.kts"
        script.write_text((judge.HERE / "race" / "machines.main.kts").read_text())
        (directory / "slipway.lab").write_text("pace %d\nsecret PVE_TOKEN %s\n" % (PACE, judge.TOKEN))
        subprocess.run([judge.SLIPWAY, "check", script], check=True, capture_output=True)  # compiles it
        return [measured(lab, lambda: slipway(judge, script, changed)) for _, changed in RUNS]


def theirs(judge, directory, provider, terraform):
    with placed(judge, directory) as lab:
        other = judge.Terraform(directory / "tf", [judge.HERE / "race" / "machines.tf"], lab, provider, terraform, {
            "endpoint": lab.endpoint("10.0.3.11:8006"), "token": judge.TOKEN})

        def applied(changed):
            failed, _, _ = judge.kinds(other.run("apply", changed=changed))
            if failed:
                raise SystemExit(f"error: terraform apply failed\n  why: {failed}")

        return [measured(lab, lambda: applied(changed)) for _, changed in RUNS]


def race(judge, provider, terraform, problems):
    with tempfile.TemporaryDirectory(prefix="slipway-race-") as name:
        directory = pathlib.Path(name)
        rounds = [(ours(judge, directory / f"slipway-{number}"),
                   theirs(judge, directory / f"terraform-{number}", provider, terraform)) for number in range(ROUNDS)]
    figures = {who: [(min(each[who][run][0] for each in rounds), max(each[who][run][1] for each in rounds))
                     for run in range(len(RUNS))] for who in (0, 1)}
    judge.say("%-26s %20s %20s" % ("sixty machines", "slipway", "terraform"))
    for number, (what, _) in enumerate(RUNS):
        cells = ["%.2f s, %d requests" % figures[who][number] for who in (0, 1)]
        judge.say("%-26s %20s %20s" % (what, *cells))
        if figures[0][number][0] > figures[1][number][0]:
            problems.append(f"{what}: slipway takes longer")
        if figures[0][number][1] > figures[1][number][1]:
            problems.append(f"{what}: slipway makes more requests")
